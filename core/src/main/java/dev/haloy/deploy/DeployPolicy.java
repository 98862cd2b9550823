package dev.haloy.deploy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;

/**
 * How a run behaves: time limits, retries, parallelism, what happens after a failure.
 *
 * <p>The defaults suit a deployment by a person or a CI job. Immutable; derive another with {@link #builder(DeployPolicy)}.
 */
@Value.Immutable
@Policy
public interface DeployPolicy {
    /**
     * How long a target may take from its request to its verdict; then it is {@code Unknown}. The default, 20 minutes, lies
     * above the longest a server keeps at a deployment: 2 minutes to start containers, half a minute to notice, 15 minutes of
     * health checks and clean-up, 2 minutes to remove what failed.
     */
    @Value.Default
    default Duration deadline() {
        return Duration.ofMinutes(20);
    }

    /**
     * How long the whole run may take; no limit by default. It counts from the beginning of the run, and anew when a run is resumed.
     * When it is over nothing new is started: no request, no hook, no build, and nothing is taken back; what runs here is stopped,
     * targets that were not sent are {@code Skipped}. Servers that have accepted a request are asked once more, for at most
     * {@link #callTimeout}; what they do not say is {@code Unknown}.
     */
    Optional<Duration> runDeadline();

    /** How long a single request may wait for its answer; 30 seconds by default. */
    @Value.Default
    default Duration callTimeout() {
        return Duration.ofSeconds(30);
    }

    /** How long one hook may run before it is killed with everything it has started; 30 minutes by default. */
    @Value.Default
    default Duration hookTimeout() {
        return Duration.ofMinutes(30);
    }

    /** How long building one image, or pushing it once, may take before Docker is stopped; one hour by default. */
    @Value.Default
    default Duration buildTimeout() {
        return Duration.ofHours(1);
    }

    /** How often a single read is repeated after trouble on the way; 5 by default. */
    @Value.Default
    default int maxRetries() {
        return 5;
    }

    /** How many retries the whole run may spend; 200 by default. */
    @Value.Default
    default int retryBudget() {
        return 200;
    }

    /** The first pause between retries; 250 milliseconds by default. Pauses double and are jittered. */
    @Value.Default
    default Duration backoff() {
        return Duration.ofMillis(250);
    }

    /** The longest pause between retries; 10 seconds by default. */
    @Value.Default
    default Duration maxBackoff() {
        return Duration.ofSeconds(10);
    }

    /** How many servers are worked on at the same time; all of them by default. */
    @Value.Default
    default int maxParallelServers() {
        return Integer.MAX_VALUE;
    }

    /** Which targets are deployed first, and which wait until those are settled well; all start at once by default. */
    @Value.Default
    default Waves waves() {
        return Waves.none();
    }

    /** What must open before the next wave starts, in this order; nothing by default. */
    List<Gate> gates();

    /**
     * How many targets of the run may fail before it reacts as {@link #onFailure} says: one more than that and no other target is
     * started, with {@code KEEP_GOING} too. A target has failed if it is {@code Failed}, {@code RolledBack}, {@code Superseded} or
     * {@code Unknown}; hooks of the whole run and gates are not counted, they always stop it. Without this and {@link
     * #waveFailureBudget} the run reacts to the first failure, with {@code KEEP_GOING} to none. As long as failures are tolerated the
     * next wave starts in spite of them, and nothing but the failed targets themselves is taken back.
     */
    OptionalInt failureBudget();

    /** The same for the targets of each wave by itself; if both are given, whichever is passed first counts. */
    OptionalInt waveFailureBudget();

    /** What happens to the rest when a target fails, or more targets than {@link #failureBudget} tolerates. */
    @Value.Default
    default OnFailure onFailure() {
        return OnFailure.STOP_STARTING;
    }

    /**
     * Whether targets of which nothing ran before may be part of a run by {@link OnFailure#ROLL_BACK_ALL}; not by default. If such a run
     * has to take everything back, the app is stopped there and its containers are removed: the target is {@code Removed}.
     */
    @Value.Default
    default boolean allowFirstDeployments() {
        return false;
    }

    /** Whether the run ends for a target when its server has accepted the request; without verdict and {@code post_deploy}. */
    @Value.Default
    default boolean detach() {
        return false;
    }

    /** Refuses values that make no sense. */
    @Value.Check
    default void check() {
        requirePositive(deadline(), "deadline");
        requirePositive(callTimeout(), "callTimeout");
        requirePositive(hookTimeout(), "hookTimeout");
        requirePositive(buildTimeout(), "buildTimeout");
        runDeadline().ifPresent(limit -> requirePositive(limit, "runDeadline"));
        requirePositive(backoff(), "backoff");
        requirePositive(maxBackoff(), "maxBackoff");
        if (failureBudget().orElse(0) < 0 || waveFailureBudget().orElse(0) < 0) {
            throw new IllegalArgumentException("failureBudget and waveFailureBudget must not be negative");
        }
        if (maxRetries() < 0 || retryBudget() < 0 || maxParallelServers() < 1) {
            throw new IllegalArgumentException(
                    "maxRetries and retryBudget must not be negative, maxParallelServers must be at least 1");
        }
    }

    private static void requirePositive(Duration value, String name) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be positive, was " + value);
        }
    }

    /** The policy with every default. */
    static DeployPolicy ofDefaults() {
        return builder().build();
    }

    /** Starts from the defaults. */
    static Builder builder() {
        return ImmutableDeployPolicy.builder();
    }

    /** Starts from another policy. */
    static Builder builder(DeployPolicy from) {
        return ImmutableDeployPolicy.builder().from(from);
    }

    /** Collects what differs from the defaults. Not safe for use by several threads. */
    interface Builder {
        /** Limits the time from a target's request to its verdict. */
        Builder deadline(Duration limit);

        /** Limits the time of the whole run. */
        Builder runDeadline(Duration limit);

        /** Limits the time of the whole run, or does not. */
        Builder runDeadline(Optional<? extends Duration> limit);

        /** Limits the wait for the answer to a single request. */
        Builder callTimeout(Duration limit);

        /** Limits the time of one hook. */
        Builder hookTimeout(Duration limit);

        /** Limits the time of building one image and of one push. */
        Builder buildTimeout(Duration limit);

        /** Limits the repetitions of a single read. */
        Builder maxRetries(int times);

        /** Limits the repetitions of the whole run. */
        Builder retryBudget(int times);

        /** Sets the first pause between retries. */
        Builder backoff(Duration first);

        /** Sets the longest pause between retries. */
        Builder maxBackoff(Duration longest);

        /** Limits how many servers are worked on at the same time. */
        Builder maxParallelServers(int servers);

        /** Deploys in these waves. */
        Builder waves(Waves inOrder);

        /**
         * Deploys in waves such as {@code waves("1", "30%", "rest")}; see {@link Waves#of}.
         *
         * @throws IllegalArgumentException saying which wave is wrong and why
         */
        default Builder waves(String... inOrder) {
            return waves(Waves.of(inOrder));
        }

        /** Replaces what must open before the next wave starts. */
        Builder gates(Iterable<? extends Gate> inOrder);

        /** Adds what must open before the next wave starts. */
        Builder addGates(Gate... more);

        /** Tolerates so many failed targets in the run. */
        Builder failureBudget(int targets);

        /** Tolerates so many failed targets in the run, or leaves that open. */
        Builder failureBudget(OptionalInt targets);

        /** Tolerates so many failed targets in each wave. */
        Builder waveFailureBudget(int targets);

        /** Tolerates so many failed targets in each wave, or leaves that open. */
        Builder waveFailureBudget(OptionalInt targets);

        /** Says what happens to the rest when a target fails. */
        Builder onFailure(OnFailure reaction);

        /** Lets all or nothing include targets of which nothing ran before. */
        Builder allowFirstDeployments(boolean allowed);

        /** Ends the run for a target once its server has accepted the request. */
        Builder detach(boolean only);

        /** Builds the policy. */
        DeployPolicy build();
    }
}
