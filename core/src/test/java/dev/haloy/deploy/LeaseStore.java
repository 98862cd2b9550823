package dev.haloy.deploy;

import dev.haloy.lock.LockException;
import dev.haloy.lock.LockStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Locks in memory, which remembers who had each of them from when to when, and is out of reach now and then. */
final class LeaseStore implements LockStore {
    private final Predicate<Instant> outOfReach;
    private final Map<String, List<Lease>> leases = new LinkedHashMap<>();

    LeaseStore(Predicate<Instant> outOfReach) {
        this.outOfReach = outOfReach;
    }

    /** From when to when somebody had a lock; the end moves with every renewal. */
    private static final class Lease {
        final String owner;
        final Instant from;
        Instant until;
        boolean givenBack;

        Lease(String owner, Instant from, Instant until) {
            this.owner = owner;
            this.from = from;
            this.until = until;
        }
    }

    /** Whether a run had a lock at a moment. */
    boolean had(String key, String runId, Instant at) {
        return leases.getOrDefault(key, List.of()).stream()
                .filter(lease -> lease.owner.endsWith("run " + runId))
                .anyMatch(lease -> !at.isBefore(lease.from) && !at.isAfter(lease.until));
    }

    /** How often a lock was taken from somebody who had not given it back. */
    long takeOvers() {
        return leases.values().stream()
                .flatMap(all -> all.subList(0, all.size() - 1).stream())
                .filter(lease -> !lease.givenBack)
                .count();
    }

    @Override
    public Attempt take(String key, String owner, Duration lease, InstantSource clock) {
        Instant now = clock.instant();
        reach(now);
        List<Lease> all = leases.computeIfAbsent(key, any -> new ArrayList<>());
        Optional<Lease> last = all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
        if (last.isPresent() && last.get().until.isAfter(now)) {
            return new Held(last.get().owner, last.get().until);
        }
        all.add(new Lease(owner, now, now.plus(lease)));
        return new Taken(all.size(), last.filter(old -> !old.givenBack).map(old -> old.owner));
    }

    @Override
    public boolean renew(String key, long token, Duration lease, InstantSource clock) {
        Instant now = clock.instant();
        reach(now);
        List<Lease> all = leases.get(key);
        Lease last = all.get(all.size() - 1);
        if (token != all.size() || !last.until.isAfter(now)) {
            return false;
        }
        last.until = now.plus(lease);
        return true;
    }

    @Override
    public void release(String key, long token, InstantSource clock) {
        Instant now = clock.instant();
        reach(now);
        List<Lease> all = leases.get(key);
        if (token == all.size() && all.get(all.size() - 1).until.isAfter(now)) {
            all.get(all.size() - 1).until = now;
            all.get(all.size() - 1).givenBack = true;
        }
    }

    private void reach(Instant now) {
        if (outOfReach.test(now)) {
            throw new LockException("out of reach");
        }
    }
}
