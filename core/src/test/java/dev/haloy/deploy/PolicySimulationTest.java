package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.verdict.Outcome;
import dev.haloy.verdict.Outcome.Reason;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random rollouts under random policies: waves, gates that open, refuse, break, are slow or never answer, failure budgets, a limit for the
 * run. A failing seed can be run alone: {@code -Dhaloy.policy.seed=17}; more or fewer runs than usual: {@code -Dhaloy.policy.runs=5000}.
 */
class PolicySimulationTest {
    private static final long RUNS = Long.getLong("haloy.policy.runs", 1000);
    private static final int CHUNK = 50;

    static Stream<Long> chunks() {
        Long only = Long.getLong("haloy.policy.seed");
        return only != null
                ? Stream.of(only)
                : LongStream.range(0, RUNS / CHUNK).mapToObj(chunk -> chunk * CHUNK);
    }

    @ParameterizedTest
    @MethodSource("chunks")
    void the_policy_is_kept_exactly_whatever_breaks(long first) {
        long count = Long.getLong("haloy.policy.seed") != null ? 1 : CHUNK;
        for (long seed = first; seed < first + count; seed++) {
            run(seed);
        }
    }

    private static DeployResult run(long seed) {
        try (PolicyScenario scenario = new PolicyScenario(seed)) {
            return scenario.run();
        }
    }

    @Test
    void every_way_to_end_early_happens() {
        Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
        for (long seed = 0; seed < 100; seed++) {
            run(seed).targets().forEach(result -> {
                if (result.outcome() instanceof Outcome.Skipped skipped) {
                    reasons.merge(skipped.reason(), 1, Integer::sum);
                }
            });
        }

        assertThat(reasons).containsKeys(Reason.STOPPED_EARLY, Reason.GATE_CLOSED, Reason.OUT_OF_TIME);
    }
}
