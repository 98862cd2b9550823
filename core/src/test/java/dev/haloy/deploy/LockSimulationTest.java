package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.lock.LockStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two processes race for the same targets: leases end, holders die, the store is out of reach. At most one of them deploys a target at a
 * time. A failing seed can be run alone: {@code -Dhaloy.locks.seed=17}; more or fewer runs than usual: {@code -Dhaloy.locks.runs=5000}.
 */
class LockSimulationTest {
    private static final long RUNS = Long.getLong("haloy.locks.runs", 400);
    private static final int CHUNK = 50;
    private static final int SEEDS = 60;

    static Stream<Long> chunks() {
        Long only = Long.getLong("haloy.locks.seed");
        return only != null
                ? Stream.of(only)
                : LongStream.range(0, RUNS / CHUNK).mapToObj(chunk -> chunk * CHUNK);
    }

    @ParameterizedTest
    @MethodSource("chunks")
    void whoever_deploys_has_the_lock(long first) {
        long count = Long.getLong("haloy.locks.seed") != null ? 1 : CHUNK;
        for (long seed = first; seed < first + count; seed++) {
            try (LockScenario scenario = new LockScenario(seed)) {
                scenario.run();
            }
        }
    }

    @Test
    void everything_happens_that_can_happen_to_locks() {
        long takeOvers = 0;
        long lost = 0;
        long refused = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            try (LockScenario scenario = new LockScenario(seed)) {
                takeOvers += scenario.run().takeOvers();
                lost += scenario.count(Fact.LockLost.class::isInstance);
                refused += scenario.count(Fact.LockRefused.class::isInstance);
            }
        }

        assertThat(takeOvers).isPositive();
        assertThat(lost).isPositive();
        assertThat(refused).isPositive();
    }

    @Test
    void runners_that_do_not_ask_for_locks_are_caught() {
        assertThat(caught(LockScenario::withoutLocks)).isEqualTo(SEEDS);
    }

    @Test
    void runners_that_do_not_renew_are_caught() {
        assertThat(caught(scenario -> scenario.seeing(store -> new Passing(store) {
                    @Override
                    public boolean renew(String key, long token, Duration lease, InstantSource clock) {
                        return true;
                    }
                })))
                .isGreaterThan(SEEDS / 4);
    }

    @Test
    void runners_that_give_locks_back_too_early_are_caught() {
        assertThat(caught(scenario -> scenario.seeing(store -> new Passing(store) {
                    @Override
                    public Attempt take(String key, String owner, Duration lease, InstantSource clock) {
                        Attempt attempt = super.take(key, owner, lease, clock);
                        if (attempt instanceof Taken taken) {
                            release(key, taken.token(), clock);
                        }
                        return attempt;
                    }
                })))
                .isGreaterThan(SEEDS / 4);
    }

    private static int caught(UnaryOperator<LockScenario> wrong) {
        int caught = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            try (LockScenario scenario = wrong.apply(new LockScenario(seed))) {
                scenario.run();
            } catch (AssertionError e) {
                caught++;
            }
        }
        return caught;
    }

    /** A store that is another one. */
    private static class Passing implements LockStore {
        private final LockStore store;

        Passing(LockStore store) {
            this.store = store;
        }

        @Override
        public Attempt take(String key, String owner, Duration lease, InstantSource clock) {
            return store.take(key, owner, lease, clock);
        }

        @Override
        public boolean renew(String key, long token, Duration lease, InstantSource clock) {
            return store.renew(key, token, lease, clock);
        }

        @Override
        public void release(String key, long token, InstantSource clock) {
            store.release(key, token, clock);
        }
    }
}
