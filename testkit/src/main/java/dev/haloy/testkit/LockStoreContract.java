package dev.haloy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.lock.LockStore;
import dev.haloy.lock.LockStore.Attempt;
import dev.haloy.lock.LockStore.Held;
import dev.haloy.lock.LockStore.Taken;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * What everybody may expect of a {@link LockStore}. Extend it to test your own:
 *
 * <pre>{@code
 * class VaultLocksTest extends LockStoreContract {
 *   protected LockStore store() { return new VaultLocks(fakeVault); }
 *   protected InstantSource clock() { return fakeVault.clock(); }
 *   protected void pass(Duration time) { fakeVault.advance(time); }
 * }
 * }</pre>
 *
 * <p>The store must be empty at the beginning of each test. It is asked by several threads at the same time here.
 */
public abstract class LockStoreContract {
    private static final int THREADS = 8;
    private static final int ROUNDS = 10;
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final String KEY = "prod.example.com/shop";

    /** For subclasses. */
    protected LockStoreContract() {}

    /** Another view of the same locks, as another process has it; called several times in a test. */
    protected abstract LockStore store();

    /** The time of those who ask. */
    protected abstract InstantSource clock();

    /** Lets time pass, for the store too. */
    protected abstract void pass(Duration time);

    private Attempt take(String owner) {
        return store().take(KEY, owner, LEASE, clock());
    }

    private long taken(String owner) {
        Attempt attempt = take(owner);
        assertThat(attempt).isInstanceOf(Taken.class);
        return ((Taken) attempt).token();
    }

    /** The second is told who has it. */
    @Test
    protected void a_lock_is_taken_once() {
        take("first");

        Attempt second = take("second");

        assertThat(second).isInstanceOf(Held.class);
        assertThat(((Held) second).owner()).isEqualTo("first");
        assertThat(take("first")).as("its owner is no exception").isInstanceOf(Held.class);
    }

    /** Two apps, or two servers, do not get into each other's way. */
    @Test
    protected void locks_of_other_names_are_other_locks() {
        List<String> names = List.of("a/b", "a", "a%2Fb", "A/b", "a/b ", "../a", "\u00fc/\u0131", "*");

        assertThat(names)
                .allSatisfy(name -> assertThat(store().take(name, "me", LEASE, clock()))
                        .as(name)
                        .isInstanceOf(Taken.class));
    }

    /** And the next does not think that somebody died. */
    @Test
    protected void a_lock_that_was_given_back_is_free() {
        store().release(KEY, taken("first"), clock());

        assertThat(take("second"))
                .isInstanceOfSatisfying(
                        Taken.class, taken -> assertThat(taken.before()).isEmpty());
    }

    /** So a crash holds others up for a while only. */
    @Test
    protected void a_lock_is_free_when_its_lease_has_ended() {
        long first = taken("first");
        pass(LEASE.minusSeconds(5));
        assertThat(take("second")).isInstanceOf(Held.class);

        pass(Duration.ofSeconds(6));

        assertThat(take("second")).isInstanceOfSatisfying(Taken.class, taken -> {
            assertThat(taken.before()).isEqualTo(Optional.of("first"));
            assertThat(taken.token()).isGreaterThan(first);
        });
    }

    /** Whoever lives keeps it. */
    @Test
    protected void a_lease_that_is_renewed_goes_on() {
        long token = taken("first");
        for (int i = 0; i < 5; i++) {
            pass(LEASE.dividedBy(2));
            assertThat(store().renew(KEY, token, LEASE, clock())).isTrue();
        }

        assertThat(take("second")).isInstanceOf(Held.class);
    }

    /** Nobody knows what happened since. */
    @Test
    protected void a_lease_that_has_ended_cannot_be_renewed() {
        long token = taken("first");
        pass(LEASE.plusSeconds(1));

        assertThat(store().renew(KEY, token, LEASE, clock())).isFalse();
        assertThat(take("second")).isInstanceOf(Taken.class);
        assertThat(store().renew(KEY, token, LEASE, clock())).isFalse();
    }

    /** The slow must not take from the quick. */
    @Test
    protected void who_has_lost_a_lock_cannot_give_it_back() {
        long late = taken("late");
        pass(LEASE.plusSeconds(1));
        long quick = taken("quick");

        store().release(KEY, late, clock());

        assertThat(take("third")).isInstanceOf(Held.class);
        assertThat(store().renew(KEY, quick, LEASE, clock())).isTrue();
    }

    /** Also when they were given back in between. */
    @Test
    protected void tokens_only_grow() {
        List<Long> tokens = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            tokens.add(taken("owner " + i));
            if (i % 2 == 0) {
                pass(LEASE.plusSeconds(1));
            } else {
                store().release(KEY, tokens.get(i), clock());
            }
        }

        assertThat(tokens).isSorted().doesNotHaveDuplicates();
    }

    /** Whether it is new, was given back or belongs to somebody who died. */
    @Test
    protected void of_those_who_ask_at_the_same_time_one_gets_it() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                CyclicBarrier together = new CyclicBarrier(THREADS);
                Callable<Attempt> asking = () -> {
                    together.await();
                    return take("one of many");
                };
                List<Taken> winners = new ArrayList<>();
                for (Future<Attempt> each : threads.invokeAll(Collections.nCopies(THREADS, asking))) {
                    if (each.get() instanceof Taken taken) {
                        winners.add(taken);
                    }
                }
                assertThat(winners).as("round %s", round).hasSize(1);
                if (round % 2 == 0) {
                    store().release(KEY, winners.get(0).token(), clock());
                } else {
                    pass(LEASE.plusSeconds(1));
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
