package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haloy.client.DeploymentId;
import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.verdict.Outcome;
import dev.haloy.verdict.Outcome.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Shows that the simulation's checks catch judges and runners that are wrong on purpose. */
class WrongJudgesTest {
    private static final int SEEDS = 40;

    @Test
    void a_judge_that_calls_successes_failures_is_caught() {
        isCaught(outcome -> outcome instanceof Outcome.Deployed
                ? Optional.of(new Outcome.Failed(Phase.SERVER, "wrong on purpose", List.of(), List.of()))
                : Optional.empty());
    }

    @Test
    void a_judge_that_counts_one_container_too_many_is_caught() {
        isCaught(outcome -> outcome instanceof Outcome.Deployed deployed
                ? Optional.of(new Outcome.Deployed(deployed.id(), deployed.replicas() + 1, deployed.confirmedAt()))
                : Optional.empty());
    }

    @Test
    void a_judge_that_names_a_survivor_which_is_not_there_is_caught() {
        DeploymentId nobody = DeploymentId.next(Instant.EPOCH, new SplittableRandom(1), List.of());
        isCaught(outcome -> outcome instanceof Outcome.Failed failed
                ? Optional.of(
                        new Outcome.Failed(failed.phase(), failed.reason(), List.of(nobody), failed.containerLog()))
                : Optional.empty());
    }

    @Test
    void a_runner_that_deploys_twice_is_caught() {
        try (Scenario scenario = new Scenario(7)) {
            scenario.rollout.servers.all().forEach(EmbeddedHaloyd::withoutFaults);
            scenario.rollout.deploy();
            DeployResult again = scenario.rollout.deploy();
            assertThatThrownBy(() -> scenario.check(again)).isInstanceOf(AssertionError.class);
        }
    }

    /** In every run in which the judge says something else than ours. */
    private static void isCaught(Function<Outcome, Optional<Outcome>> judge) {
        int wrong = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            try (Scenario scenario = new Scenario(seed)) {
                DeployResult honest = scenario.rollout.deploy();
                DeployResult judged = judged(honest, judge);
                if (!judged.equals(honest)) {
                    wrong++;
                    assertThatThrownBy(() -> scenario.check(judged))
                            .as("seed %d", seed)
                            .isInstanceOf(AssertionError.class);
                }
            }
        }
        assertThat(wrong).isPositive();
    }

    private static DeployResult judged(DeployResult honest, Function<Outcome, Optional<Outcome>> judge) {
        List<TargetResult> targets = honest.targets().stream()
                .map(target -> new TargetResult(
                        target.target(),
                        target.app(),
                        target.server(),
                        judge.apply(target.outcome()).orElse(target.outcome()),
                        target.took(),
                        target.before()))
                .toList();
        return new DeployResult(honest.runId(), targets, honest.runProblems(), honest.cancelled(), honest.took());
    }
}
