package dev.haloy.lock;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * How runs lock what they deploy, so that two processes, or two machines, do not deploy one app to one server at the same time.
 *
 * <pre>{@code
 * project.withLocks(Locks.in(LockStore.in(Path.of("/var/lib/deployments/locks"))))
 * }</pre>
 *
 * <p>A run holds the lock of a server and app from before it looks at what runs there, just before the first hook, until the target has its
 * outcome, and gives it back then. It renews the lease three times in its length. When a process dies, its lease ends by itself and the next one
 * takes over, which is told as a warning. A run that loses a lock, because it could not renew it in time, starts nothing more: what was
 * sent is followed to its end, everything else is skipped, and the loss is a problem of the run.
 *
 * <p>Immutable.
 */
public final class Locks {
    private final LockStore store;
    private final Duration lease;
    private final Duration patience;
    private final Optional<String> owner;
    private final Optional<Executor> executor;

    private Locks(
            LockStore store, Duration lease, Duration patience, Optional<String> owner, Optional<Executor> executor) {
        this.store = store;
        this.lease = lease;
        this.patience = patience;
        this.owner = owner;
        this.executor = executor;
    }

    /** Locks in this store: leases of one minute, and at most ten minutes of waiting for each target. */
    public static Locks in(LockStore store) {
        return new Locks(store, Duration.ofMinutes(1), Duration.ofMinutes(10), Optional.empty(), Optional.empty());
    }

    /**
     * The same with leases of this length: how long others wait after a crash, and how long the store may be out of reach.
     *
     * @throws IllegalArgumentException if it is shorter than three seconds
     */
    public Locks lease(Duration length) {
        if (length.compareTo(Duration.ofSeconds(3)) < 0) {
            throw new IllegalArgumentException("a lease must last three seconds or more, was " + length);
        }
        return new Locks(store, length, patience, owner, executor);
    }

    /**
     * The same with another limit for waiting; with zero a target whose lock is held fails at once.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Locks waitAtMost(Duration limit) {
        if (limit.isNegative()) {
            throw new IllegalArgumentException("the time to wait for a lock must not be negative, was " + limit);
        }
        return new Locks(store, lease, limit, owner, executor);
    }

    /** The same with a name for whoever waits for us, in addition to the run's id; without it user and host are named, where known. */
    public Locks owner(String name) {
        return new Locks(store, lease, patience, Optional.of(name), executor);
    }

    /**
     * The same with threads of this executor for talking to the store. By default those of the World for blocking work are used: give your
     * own where hooks in code or other work may keep all of those busy for as long as a lease.
     */
    public Locks on(Executor threads) {
        return new Locks(store, lease, patience, owner, Optional.of(threads));
    }

    /** The threads for talking to the store, if they were given. */
    public Optional<Executor> executor() {
        return executor;
    }

    /** Where locks are kept. */
    public LockStore store() {
        return store;
    }

    /** How long a lock is held unless it is renewed. */
    public Duration lease() {
        return lease;
    }

    /** How long a run waits for one lock. */
    public Duration patience() {
        return patience;
    }

    /** Who we are, if that was said. */
    public Optional<String> owner() {
        return owner;
    }
}
