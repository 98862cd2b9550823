package dev.haloy.deploy;

import dev.haloy.client.DeploymentId;
import dev.haloy.verdict.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Something that happened in a run, told while it happens. Texts are free of the run's secrets.
 *
 * <p>Starts and ends are paired: every {@code …Started} is followed by its {@code …Finished}. Listeners are called one
 * event after another on the run's thread: they must be quick. What they throw is swallowed and cannot harm a run.
 */
public sealed interface DeployEvent {
    /** When it happened. */
    Instant at();

    /** The target it is about, if it is about one. */
    default Optional<String> target() {
        return Optional.empty();
    }

    /**
     * A run begins.
     *
     * @param at when
     * @param runId the run's id
     * @param targets its targets, in declared order
     */
    record RunStarted(Instant at, String runId, List<String> targets) implements DeployEvent {}

    /**
     * A server answered the first question.
     *
     * @param at when
     * @param server the server
     * @param version what it runs
     */
    record ServerChecked(Instant at, String server, String version) implements DeployEvent {}

    /**
     * A hook begins.
     *
     * @param at when
     * @param target the target; empty for a global hook
     * @param hook its key, such as {@code pre_deploy}
     * @param command the command
     */
    record HookStarted(Instant at, Optional<String> target, String hook, String command) implements DeployEvent {}

    /**
     * A hook printed a line.
     *
     * @param at when
     * @param target the target; empty for a global hook
     * @param isError whether it came from standard error
     * @param line the line
     */
    record HookOutput(Instant at, Optional<String> target, boolean isError, String line) implements DeployEvent {}

    /**
     * A hook ended.
     *
     * @param at when
     * @param target the target; empty for a global hook
     * @param hook its key
     * @param command the command
     * @param problem why it failed; empty if it worked
     */
    record HookFinished(Instant at, Optional<String> target, String hook, String command, Optional<String> problem)
            implements DeployEvent {}

    /**
     * Docker begins to build an image.
     *
     * @param at when
     * @param image its name
     * @param targets the targets that wait for it
     */
    record BuildStarted(Instant at, String image, List<String> targets) implements DeployEvent {}

    /**
     * A build printed a line.
     *
     * @param at when
     * @param image what is built
     * @param isError whether it came from standard error, where Docker writes its progress too
     * @param line the line
     */
    record BuildOutput(Instant at, String image, boolean isError, String line) implements DeployEvent {}

    /**
     * A build ended.
     *
     * @param at when
     * @param image its name
     * @param problem why it failed; empty if it worked
     */
    record BuildFinished(Instant at, String image, Optional<String> problem) implements DeployEvent {}

    /**
     * An image begins to travel to a server.
     *
     * @param at when
     * @param image its name
     * @param server the server
     */
    record TransferStarted(Instant at, String image, String server) implements DeployEvent {}

    /**
     * More of an image has reached a server.
     *
     * @param at when
     * @param image its name
     * @param server the server
     * @param bytes how much was sent until now
     * @param total how much there is to send, as far as is known
     */
    record TransferProgress(Instant at, String image, String server, long bytes, OptionalLong total)
            implements DeployEvent {}

    /**
     * An image has reached a server, or not.
     *
     * @param at when
     * @param image its name
     * @param server the server
     * @param bytesSent how much was sent
     * @param bytesSaved how much need not be sent, because the server had it
     * @param problem why it failed; empty if it worked
     */
    record TransferFinished(
            Instant at, String image, String server, long bytesSent, long bytesSaved, Optional<String> problem)
            implements DeployEvent {}

    /**
     * Docker begins to push an image.
     *
     * @param at when
     * @param image its name
     * @param registry the registry
     */
    record PushStarted(Instant at, String image, String registry) implements DeployEvent {}

    /**
     * A push printed a line.
     *
     * @param at when
     * @param image what is pushed
     * @param registry the registry
     * @param isError whether it came from standard error
     * @param line the line
     */
    record PushOutput(Instant at, String image, String registry, boolean isError, String line) implements DeployEvent {}

    /**
     * A push ended.
     *
     * @param at when
     * @param image its name
     * @param registry the registry
     * @param problem why it failed; empty if it worked
     */
    record PushFinished(Instant at, String image, String registry, Optional<String> problem) implements DeployEvent {}

    /**
     * The first target of a wave begins. Told of runs with more than one wave.
     *
     * @param at when
     * @param wave which one, from 1
     * @param waves how many there are
     * @param targets its targets, in declared order
     */
    record WaveStarted(Instant at, int wave, int waves, List<String> targets) implements DeployEvent {}

    /**
     * Every target of a wave that began has its outcome.
     *
     * @param at when
     * @param wave which one, from 1
     * @param waves how many there are
     * @param troubled its targets that did not end well
     */
    record WaveFinished(Instant at, int wave, int waves, List<String> troubled) implements DeployEvent {}

    /**
     * A gate between two waves is asked.
     *
     * @param at when
     * @param wave the wave before it, from 1
     * @param gate its name
     */
    record GateStarted(Instant at, int wave, String gate) implements DeployEvent {}

    /**
     * The command of a gate printed a line.
     *
     * @param at when
     * @param gate the gate's name
     * @param isError whether it came from standard error
     * @param line the line
     */
    record GateOutput(Instant at, String gate, boolean isError, String line) implements DeployEvent {}

    /**
     * A gate has opened, or not.
     *
     * @param at when
     * @param wave the wave before it, from 1
     * @param gate its name
     * @param problem why it did not open; empty if it did
     */
    record GateFinished(Instant at, int wave, String gate, Optional<String> problem) implements DeployEvent {}

    /**
     * The first step for a target begins.
     *
     * @param at when
     * @param target the target
     * @param server its server
     */
    record TargetStarted(Instant at, Optional<String> target, String server) implements DeployEvent {}

    /**
     * The version that a target goes back to was found, and is ready.
     *
     * @param at when
     * @param target the target
     * @param to the deployment whose settings come back
     */
    record GoingBack(Instant at, Optional<String> target, DeploymentId to) implements DeployEvent {}

    /**
     * A target waits, and nothing is wrong.
     *
     * @param at when
     * @param target the target
     * @param duration how long
     * @param reason what for
     */
    record Waiting(Instant at, Optional<String> target, Duration duration, String reason) implements DeployEvent {}

    /**
     * The server took the request; nothing is done yet.
     *
     * @param at when
     * @param target the target
     * @param id the new deployment
     */
    record DeploymentAccepted(Instant at, Optional<String> target, DeploymentId id) implements DeployEvent {}

    /**
     * The server said something about the deployment.
     *
     * @param at when it arrived
     * @param target the target
     * @param level {@code INFO}, {@code WARN} or {@code ERROR}
     * @param message what it said
     * @param fields details
     */
    record ServerSaid(Instant at, Optional<String> target, String level, String message, Map<String, String> fields)
            implements DeployEvent {}

    /**
     * Something failed on the way and is tried again.
     *
     * @param at when
     * @param target the target; empty if it concerns a server
     * @param what what was tried
     * @param attempt which attempt comes next, from 2
     * @param delay when
     * @param reason what happened
     */
    record RetryScheduled(Instant at, Optional<String> target, String what, int attempt, Duration delay, String reason)
            implements DeployEvent {}

    /**
     * Something a person should know, and the run goes on.
     *
     * @param at when
     * @param target the target; empty if it concerns the run
     * @param message what
     */
    record Warned(Instant at, Optional<String> target, String message) implements DeployEvent {}

    /**
     * A target has its outcome.
     *
     * @param at when
     * @param target the target
     * @param outcome what became of it
     */
    record TargetFinished(Instant at, Optional<String> target, Outcome outcome) implements DeployEvent {}

    /**
     * A run is over.
     *
     * @param at when
     * @param result what became of it
     */
    record RunFinished(Instant at, DeployResult result) implements DeployEvent {}
}
