package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random rollouts on random servers with random trouble, in virtual time. What the result says is held against what
 * really became of every deployment. A failing seed can be run alone: {@code -Dhaloy.simulation.seed=17};
 * more runs than usual: {@code -Dhaloy.simulation.runs=100000}, of other seeds: {@code -Dhaloy.simulation.first=5000000}. The profile
 * {@code soak} does nothing else.
 */
class SimulationTest {
    private static final long RUNS = Long.getLong("haloy.simulation.runs", 20_000);
    private static final long FIRST = Long.getLong("haloy.simulation.first", 0);
    private static final int CHUNK = 50;

    static Stream<Long> chunks() {
        Long only = Long.getLong("haloy.simulation.seed");
        return only != null
                ? Stream.of(only)
                : LongStream.range(0, RUNS / CHUNK).mapToObj(chunk -> FIRST + chunk * CHUNK);
    }

    private static long end(long first) {
        return first + (Long.getLong("haloy.simulation.seed") != null ? 1 : CHUNK);
    }

    @ParameterizedTest
    @MethodSource("chunks")
    void the_verdict_is_true_whatever_breaks(long first) {
        for (long seed = first; seed < end(first); seed++) {
            try (Scenario scenario = new Scenario(seed)) {
                scenario.run();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 50, 100, 150, 200, 250, 300, 350, 400, 450})
    void what_is_taken_back_is_told_truly_and_taken_back_once(long first) {
        for (long seed = first; seed < first + CHUNK; seed++) {
            try (Scenario scenario = new Scenario(seed, true)) {
                scenario.run();
            }
        }
    }

    static Stream<Long> fewerChunks() {
        return Long.getLong("haloy.simulation.seed") != null
                ? chunks()
                : LongStream.range(0, Math.max(1, RUNS / CHUNK / 8)).mapToObj(chunk -> chunk * CHUNK);
    }

    @ParameterizedTest
    @MethodSource("fewerChunks")
    void the_verdict_is_true_when_everything_breaks(long first) {
        for (long seed = first; seed < end(first); seed++) {
            try (Scenario scenario = Scenario.hostile(seed, seed % 3 == 0)) {
                scenario.run();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("fewerChunks")
    void a_run_that_died_anywhere_is_gone_on_with_truthfully(long first) {
        for (long seed = first; seed < end(first); seed++) {
            try (Scenario scenario =
                    seed % 2 == 0 ? Scenario.hostile(seed, seed % 3 == 0) : new Scenario(seed, seed % 3 == 0)) {
                scenario.runMortally();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("chunks")
    void the_verdict_is_true_when_daemons_restart(long first) {
        for (long seed = first; seed < first + CHUNK / 5; seed++) {
            try (Scenario scenario = new Scenario(seed, seed % 3 == 0).withRestarts()) {
                scenario.run();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 99, 4711})
    void the_same_seed_writes_the_same_journal_to_the_last_byte(long seed) {
        assertThat(journal(seed)).isNotEmpty().isEqualTo(journal(seed));
    }

    private static List<String> journal(long seed) {
        try (Scenario scenario = new Scenario(seed)) {
            scenario.run();
            return scenario.journal();
        }
    }

    @Test
    void trouble_leaves_most_outcomes_known() {
        Map<String, Integer> kinds = new TreeMap<>();
        for (long seed = 0; seed < 100; seed++) {
            try (Scenario scenario = new Scenario(seed)) {
                scenario.run()
                        .targets()
                        .forEach(result ->
                                kinds.merge(result.outcome().getClass().getSimpleName(), 1, Integer::sum));
            }
        }

        int all = kinds.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(kinds.getOrDefault("Unknown", 0)).as(kinds.toString()).isLessThan(all / 10);
        assertThat(kinds.getOrDefault("Deployed", 0)).as(kinds.toString()).isGreaterThan(all / 3);
    }
}
