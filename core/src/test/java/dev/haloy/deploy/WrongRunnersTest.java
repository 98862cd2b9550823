package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haloy.resolve.ReadyTarget;
import dev.haloy.verdict.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Shows that the checks of simulated rollouts catch runners that do not keep to what they were told. */
class WrongRunnersTest {
    private static final int SEEDS = 200;
    private static final int MANY = 2;

    @Test
    void a_runner_that_keeps_to_everything_is_not_caught() {
        assertThat(caught(scenario -> scenario)).isZero();
    }

    @Test
    void a_runner_that_ignores_the_order_is_caught() {
        assertThat(caught(scenario -> scenario.but(rollout -> rollout.asking(request -> {
                    List<ReadyTarget> reversed = new ArrayList<>(request.targets());
                    Collections.reverse(reversed);
                    return DeployRequest.builder(request).targets(reversed).build();
                }))))
                .isGreaterThan(MANY);
    }

    @Test
    void a_runner_that_ignores_failure_budgets_is_caught() {
        assertThat(caught(scenario -> scenario.keepingTo(
                        policy -> policy.failureBudget(OptionalInt.of(99)).waveFailureBudget(OptionalInt.empty()))))
                .isGreaterThan(MANY);
    }

    @Test
    void a_runner_that_ignores_the_limit_of_the_run_is_caught() {
        assertThat(caught(scenario -> scenario.keepingTo(policy -> policy.runDeadline(Optional.empty()))))
                .isGreaterThan(MANY);
    }

    @Test
    void a_runner_that_ignores_gates_is_caught() {
        assertThat(caught(scenario -> scenario.keepingTo(policy -> policy.gates(List.of()))))
                .isGreaterThan(MANY);
    }

    @Test
    void a_runner_that_works_on_too_many_servers_is_caught() {
        assertThat(caught(scenario -> scenario.keepingTo(policy -> policy.maxParallelServers(9))))
                .isGreaterThan(MANY);
    }

    @Test
    void a_runner_that_goes_on_after_a_hook_has_failed_is_caught() {
        assertThat(caught(scenario ->
                        scenario.but(rollout -> scenario.failing().forEach(hook -> rollout.processes.fail(hook, 0)))))
                .isGreaterThan(MANY);
    }

    @Test
    void a_runner_that_takes_back_twice_is_caught() {
        int twice = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            try (Scenario scenario = new Scenario(seed, true)) {
                DeployResult result = scenario.rollout.deploy();
                boolean wentBack =
                        result.targets().stream().anyMatch(target -> target.outcome() instanceof Outcome.RolledBack);
                if (wentBack
                        && scenario.rollout.rollBack(EarlierVersion.previous()).isDone()) {
                    twice++;
                    assertThatThrownBy(() -> scenario.check(result))
                            .as("seed %d", seed)
                            .isInstanceOf(AssertionError.class);
                }
            }
        }
        assertThat(twice).isGreaterThan(MANY);
    }

    private static int caught(UnaryOperator<PolicyScenario> wrong) {
        int caught = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            try (PolicyScenario scenario = wrong.apply(new PolicyScenario(seed))) {
                scenario.run();
            } catch (AssertionError e) {
                caught++;
            }
        }
        return caught;
    }
}
