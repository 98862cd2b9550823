package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haloy.embedded.script.Behaviour;
import dev.haloy.verdict.Outcome;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FailureBudgetTest {
    private static final List<String> ALL = List.of("a", "b", "c", "d", "e");

    /** Five targets, one after another in waves of one, of which these fail. */
    private static Rollout rollout(DeployPolicy.Builder policy, String... failing) {
        StringBuilder yaml = new StringBuilder("image: \"shop:v2\"\ntargets:\n");
        ALL.forEach(key -> yaml.append("  ")
                .append(key)
                .append(": {server: ")
                .append(key)
                .append(".example.com, domains: [{domain: ")
                .append(key)
                .append(".example.org}]}\n"));
        Rollout rollout = Rollout.of(yaml.toString()).policy(policy.build());
        ALL.forEach(key -> rollout.server(key + ".example.com")
                .app(key)
                .running("v1", 1, key + ".example.org")
                .everyDeployment(List.of(failing).contains(key) ? Behaviour.failsHealthCheck() : Behaviour.healthy()));
        return rollout;
    }

    private static DeployPolicy.Builder oneByOne() {
        return DeployPolicy.builder().waves("1", "1", "1", "1", "1");
    }

    private static List<String> sent(Rollout rollout) {
        return ALL.stream()
                .filter(key -> rollout.requests(key + ".example.com").containsKey("POST /v1/deploy"))
                .toList();
    }

    @Test
    void so_many_failures_are_tolerated_and_one_more_stops_the_run() {
        try (Rollout rollout = rollout(oneByOne().failureBudget(1), "a", "c")) {
            DeployResult result = rollout.deploy();

            assertThat(sent(rollout)).containsExactly("a", "b", "c");
            assertThat(result.target("d").outcome()).isEqualTo(new Outcome.Skipped(Outcome.Reason.STOPPED_EARLY));
        }
    }

    @Test
    void a_budget_limits_keeping_going_too() {
        try (Rollout rollout = rollout(oneByOne().failureBudget(1).onFailure(OnFailure.KEEP_GOING), "a", "b", "c")) {
            rollout.deploy();

            assertThat(sent(rollout)).containsExactly("a", "b");
        }
    }

    @Test
    void all_is_rolled_back_when_the_budget_is_passed_and_nothing_before() {
        try (Rollout rollout = rollout(oneByOne().failureBudget(1).onFailure(OnFailure.ROLL_BACK_ALL), "a", "c")) {
            DeployResult result = rollout.deploy();

            assertThat(sent(rollout)).containsExactly("a", "b", "c");
            assertThat(result.target("b").outcome()).isInstanceOf(Outcome.RolledBack.class);
            assertThat(result.isUniform()).as(result.toString()).isTrue();
        }
        try (Rollout rollout = rollout(oneByOne().failureBudget(1).onFailure(OnFailure.ROLL_BACK_ALL), "c")) {
            DeployResult result = rollout.deploy();

            assertThat(result.succeeded()).extracting(TargetResult::target).containsExactly("a", "b", "d", "e");
        }
    }

    @Test
    void each_wave_has_a_budget_of_its_own() {
        DeployPolicy.Builder policy =
                DeployPolicy.builder().waves("2", "2", "rest").waveFailureBudget(1);
        try (Rollout rollout = rollout(policy, "a", "c")) {
            assertThat(rollout.deploy().failed())
                    .extracting(TargetResult::target)
                    .containsExactly("a", "c");
            assertThat(sent(rollout)).containsExactlyElementsOf(ALL);
        }
        try (Rollout rollout = rollout(policy, "c", "d")) {
            rollout.deploy();
            assertThat(sent(rollout)).containsExactly("a", "b", "c", "d");
        }
    }

    @Test
    void of_two_budgets_the_one_that_is_passed_first_counts() {
        DeployPolicy.Builder policy = DeployPolicy.builder()
                .waves("2", "2", "rest")
                .waveFailureBudget(1)
                .failureBudget(1);
        try (Rollout rollout = rollout(policy, "a", "c")) {
            rollout.deploy();
            assertThat(sent(rollout)).containsExactly("a", "b", "c", "d");
        }
    }

    @Test
    void a_budget_of_nothing_is_what_is_so_without_one() {
        Stream.of(oneByOne(), oneByOne().failureBudget(0)).forEach(policy -> {
            try (Rollout rollout = rollout(policy, "b")) {
                rollout.deploy();
                assertThat(sent(rollout)).containsExactly("a", "b");
            }
        });
        assertThatThrownBy(() -> oneByOne().failureBudget(-1).build()).hasMessageContaining("must not be negative");
    }
}
