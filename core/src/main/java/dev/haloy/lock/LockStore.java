package dev.haloy.lock;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Keeps locks for everybody who must not get into each other's way. Implement it for a store that your machines share.
 *
 * <p>A lock is held for a time, the lease. Its holder renews it; when a holder has died, the lease ends by itself and the next may have
 * the lock. Whoever takes a lock gets a token that is greater than all tokens of this lock before, so that what came too late can be told
 * from what is now.
 *
 * <p>Methods may block and are called on threads where that is allowed, by several at a time; what cannot be done is a {@link
 * LockException}. Test yours with {@code LockStoreContract} of the test kit.
 */
public interface LockStore {
    /**
     * Takes a lock if it is free or its lease is over. Never waits for it.
     *
     * @param key which lock; of those who ask at the same time exactly one gets it
     * @param owner who wants it, for people
     * @param lease how long, from now
     * @param clock the time of the caller; a store that has its own, which all callers share, uses that instead
     */
    Attempt take(String key, String owner, Duration lease, InstantSource clock);

    /**
     * Extends the lease, from now.
     *
     * @param token what {@link Taken} said
     * @return whether it was extended; if not, the lock is lost: its lease had ended, and somebody else may have it
     */
    boolean renew(String key, long token, Duration lease, InstantSource clock);

    /** Gives a lock back; does nothing if somebody else has it meanwhile. */
    void release(String key, long token, InstantSource clock);

    /** What came of trying to take a lock. */
    sealed interface Attempt {}

    /**
     * The lock was taken.
     *
     * @param token greater than that of anybody who had it before
     * @param before who had it until its lease ended, and never gave it back
     */
    record Taken(long token, Optional<String> before) implements Attempt {}

    /**
     * Somebody else has it.
     *
     * @param owner who
     * @param until when the lease ends unless it is renewed
     */
    record Held(String owner, Instant until) implements Attempt {}

    /**
     * Keeps locks as files in this folder, which is made if need be.
     *
     * <p>Safe for all processes of one user on one machine. It is safe on a file system that several machines share if that makes a hard link in one step,
     * shows files and their times to everybody at once (for NFS that means mounting with {@code noac}), and the machines' clocks agree to
     * within a small part of the lease. If in doubt, take a database.
     */
    static LockStore in(Path folder) {
        return new FileLockStore(folder);
    }
}
