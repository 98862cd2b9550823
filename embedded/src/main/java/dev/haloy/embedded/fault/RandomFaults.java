package dev.haloy.embedded.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Faults by chance, the same ones for the same seed and the same requests. Immutable; rates are shares of requests
 * between 0 and 1, and what they do not claim goes well.
 */
public final class RandomFaults {
    private static final RandomFaults NONE = new RandomFaults(0, List.of(), 0, Duration.ZERO);

    private final long seed;
    private final List<Share> shares;
    private final double cutStreams;
    private final Duration jitter;

    private record Share(double rate, Fault fault) {}

    private RandomFaults(long seed, List<Share> shares, double cutStreams, Duration jitter) {
        this.seed = seed;
        this.shares = shares;
        this.cutStreams = cutStreams;
        this.jitter = jitter;
    }

    /** No faults at all. */
    public static RandomFaults none() {
        return NONE;
    }

    /** No faults yet; what is added depends on this seed. */
    public static RandomFaults seeded(long seed) {
        return new RandomFaults(seed, List.of(), 0, Duration.ZERO);
    }

    /** 5 % of connections lost (half of them after execution), 5 % 503 (likewise), 5 % of streams cut. */
    public static RandomFaults flakyNetwork(long seed) {
        return seeded(seed)
                .with(0.025, Fault.replyLost())
                .with(0.025, Fault.reset())
                .with(0.025, Fault.unavailable())
                .with(0.025, Fault.unavailableAfterExecution())
                .cuttingStreams(0.05);
    }

    /** This share of requests meets the fault. */
    public RandomFaults with(double rate, Fault fault) {
        List<Share> more = new ArrayList<>(shares);
        more.add(new Share(rate, fault));
        return new RandomFaults(seed, more, cutStreams, jitter);
    }

    /** This share of log streams is cut, each after up to ten entries. */
    public RandomFaults cuttingStreams(double rate) {
        return new RandomFaults(seed, shares, rate, jitter);
    }

    /** Requests that meet no other fault are under way for up to this long. */
    public RandomFaults delayingUpTo(Duration longest) {
        return new RandomFaults(seed, shares, cutStreams, longest);
    }

    SplittableRandom random(String address) {
        return new SplittableRandom(seed * 31 + address.hashCode());
    }

    boolean isNone() {
        return shares.isEmpty() && cutStreams == 0 && jitter.isZero();
    }

    Fault draw(SplittableRandom random, Endpoint endpoint) {
        double lot = random.nextDouble();
        if (endpoint.isStream()) {
            if (lot < cutStreams) {
                return Fault.cutAfter(random.nextInt(10));
            }
            lot -= cutStreams;
        }
        for (Share share : shares) {
            if (lot < share.rate()) {
                return share.fault();
            }
            lot -= share.rate();
        }
        return jitter.isZero() ? Fault.none() : Fault.delay(Duration.ofNanos(random.nextLong(jitter.toNanos() + 1)));
    }
}
