package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.haloy.internal.json.Json;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PolicyJsonTest {
    private static final DeployPolicy OTHER = DeployPolicy.builder()
            .deadline(Duration.ofSeconds(1))
            .runDeadline(Duration.ofSeconds(2))
            .callTimeout(Duration.ofSeconds(3))
            .hookTimeout(Duration.ofSeconds(4))
            .buildTimeout(Duration.ofSeconds(5))
            .backoff(Duration.ofMillis(6))
            .maxBackoff(Duration.ofMillis(7))
            .maxRetries(8)
            .retryBudget(9)
            .maxParallelServers(10)
            .waves("1", "30%", "rest")
            .failureBudget(11)
            .waveFailureBudget(12)
            .allowFirstDeployments(true)
            .detach(true)
            .build();

    private static DeployPolicy written(DeployPolicy policy, DeployPolicy other) {
        return PolicyJson.read(Json.parse(Json.line(PolicyJson.write(policy))).orElseThrow(), other);
    }

    @Test
    void every_setting_is_written_and_read() {
        assertThat(written(OTHER, DeployPolicy.ofDefaults())).isEqualTo(OTHER);
        assertThat(written(DeployPolicy.ofDefaults(), OTHER)).isEqualTo(DeployPolicy.ofDefaults());
    }

    @Test
    void a_journal_without_policy_leaves_it_to_whoever_goes_on() {
        assertThat(PolicyJson.read(MissingNode.getInstance(), OTHER))
                .isEqualTo(DeployPolicy.builder(OTHER)
                        .waves(Waves.none())
                        .failureBudget(OptionalInt.empty())
                        .waveFailureBudget(OptionalInt.empty())
                        .build());
    }

    @Test
    void of_gates_the_name_is_kept_and_nothing_else() {
        DeployPolicy policy = DeployPolicy.builder()
                .addGates(
                        Gate.command("smoke.sh --token hush-4711"),
                        Gate.http(URI.create("https://user:hush-4711@example.com/health?key=hush-4711")),
                        Gate.soak(Duration.ofMinutes(5)),
                        Gate.when("errors", context -> true))
                .build();

        assertThat(Json.line(PolicyJson.write(policy))).doesNotContain("hush-4711");
        assertThat(policy.toString()).doesNotContain("hush-4711");
        assertThat(written(policy, DeployPolicy.ofDefaults()).gates())
                .extracting(Gate::name)
                .containsExactly("command smoke.sh", "http example.com/health", "wait 300 s", "errors");
    }
}
