package dev.haloy.deploy;

import dev.haloy.deploy.TargetResult.Version;
import dev.haloy.verdict.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What became of a run: one outcome per target, always all of them, in declared order.
 *
 * @param runId the run's id
 * @param targets every target of the run
 * @param runProblems what went wrong outside of any target, such as a global hook
 * @param cancelled whether the run was cancelled
 * @param took how long it took
 * @param deliveries images that were sent to servers, or found there, layer by layer
 */
public record DeployResult(
        String runId,
        List<TargetResult> targets,
        List<String> runProblems,
        boolean cancelled,
        Duration took,
        List<Delivery> deliveries) {
    /** Exit status of a run that was interrupted, as shells have it. */
    private static final int EXIT_INTERRUPTED = 130;

    /** Makes private copies. */
    public DeployResult {
        targets = List.copyOf(targets);
        runProblems = List.copyOf(runProblems);
        deliveries = List.copyOf(deliveries);
    }

    /** A result without images that were sent. */
    public DeployResult(
            String runId, List<TargetResult> targets, List<String> runProblems, boolean cancelled, Duration took) {
        this(runId, targets, runProblems, cancelled, took, List.of());
    }

    /**
     * An image that a server has now.
     *
     * @param image its name
     * @param server the server
     * @param bytesSent how much was sent
     * @param bytesSaved how much need not be sent, because the server had it
     */
    public record Delivery(String image, String server, long bytesSent, long bytesSaved) {}

    /** How much of images was sent to all servers together. */
    public long bytesSent() {
        return deliveries.stream().mapToLong(Delivery::bytesSent).sum();
    }

    /** How much of images need not be sent, because servers had it. */
    public long bytesSaved() {
        return deliveries.stream().mapToLong(Delivery::bytesSaved).sum();
    }

    /** Whether everything that was asked for was done: every target deployed, skipped as protected, or accepted if only that was asked. */
    public boolean isDone() {
        return !cancelled && runProblems.isEmpty() && targets.stream().allMatch(DeployResult::asAsked);
    }

    private static boolean asAsked(TargetResult result) {
        return result.isDeployed() || result.outcome() instanceof Outcome.Accepted || isProtected(result);
    }

    private static boolean isProtected(TargetResult result) {
        return result.outcome().equals(new Outcome.Skipped(Outcome.Reason.PROTECTED));
    }

    /** The targets that run the new version. */
    public List<TargetResult> succeeded() {
        return targets.stream().filter(TargetResult::isDeployed).toList();
    }

    /** The targets that did not end as deployed and whose end is known; without those skipped as protected. */
    public List<TargetResult> failed() {
        return targets.stream()
                .filter(result -> !asAsked(result) && !(result.outcome() instanceof Outcome.Unknown))
                .toList();
    }

    /** The targets nobody could find out about. */
    public List<TargetResult> unknown() {
        return targets.stream()
                .filter(result -> result.outcome() instanceof Outcome.Unknown)
                .toList();
    }

    /**
     * Whether all targets were left with the same version: all with the new one, or all with what ran before. Targets that were
     * skipped as protected do not count.
     */
    public boolean isUniform() {
        return inconsistency().isEmpty();
    }

    /** The version of every target, where they differ or nobody knows: what all-or-nothing could not prevent. */
    public Optional<String> inconsistency() {
        List<TargetResult> counted =
                targets.stream().filter(result -> !isProtected(result)).toList();
        Set<Version> versions = counted.stream().map(TargetResult::version).collect(Collectors.toSet());
        if (counted.size() < 2 || versions.equals(Set.of(Version.NEW)) || versions.equals(Set.of(Version.OLD))) {
            return Optional.empty();
        }
        return Optional.of(counted.stream()
                .map(result -> result.target() + " " + result.version().words())
                .collect(Collectors.joining(", ", "inconsistent: ", "")));
    }

    /**
     * The result of one target.
     *
     * @throws NoSuchElementException if it was not part of the run
     */
    public TargetResult target(String key) {
        return targets.stream()
                .filter(result -> result.target().equals(key))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("target '" + key + "' was not part of run " + runId));
    }

    /** The exit status of a program that did only this: 0 done, 1 something failed, 3 only unknown, 130 cancelled. */
    public int exitCode() {
        if (cancelled) {
            return EXIT_INTERRUPTED;
        }
        if (isDone()) {
            return 0;
        }
        return failed().isEmpty() && runProblems.isEmpty() ? 3 : 1;
    }

    /** A line per target and per problem of the run, and one if the targets were left with different versions. */
    @Override
    public String toString() {
        return Stream.of(targets.stream().map(TargetResult::toString), runProblems.stream(), inconsistency().stream())
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }
}
