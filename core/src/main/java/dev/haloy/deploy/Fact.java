package dev.haloy.deploy;

import dev.haloy.client.AppStatus;
import dev.haloy.client.DeploymentId;
import dev.haloy.client.ServerVersion;
import dev.haloy.deploy.ImageSpec.Way;
import dev.haloy.resolve.ResolvedTarget.Strategy;
import dev.haloy.resolve.Snapshot;
import dev.haloy.verdict.Outcome.Phase;
import java.time.Instant;
import java.util.Optional;

/** Something that happened in a run. The state of a run is nothing but its facts, folded in order. */
interface Fact {
    /** When it happened, by our clock. */
    Instant at();

    /** The state after it. */
    default RunState on(RunState state) {
        return state;
    }

    /** Whether it announces something that must not happen twice, and so must be on record before that happens. */
    default boolean isIntent() {
        return false;
    }

    record RunBegan(Instant at) implements Fact {
        @Override
        public RunState on(RunState state) {
            return state.course(run -> run.since = at);
        }
    }

    record VersionRead(Instant at, String server, ServerVersion version) implements Fact {
        @Override
        public RunState on(RunState state) {
            return state.server(server, s -> s.version = Optional.of(version));
        }
    }

    record VersionFailed(Instant at, String server, String reason) implements Fact {
        @Override
        public RunState on(RunState state) {
            return state.server(server, s -> s.problem = Optional.of(reason));
        }
    }

    record StatusRead(Instant at, Instant askedAt, String target, Optional<AppStatus> status) implements Fact {
        @Override
        public RunState on(RunState state) {
            return state.target(target, t -> t.statusRead(this));
        }
    }

    record StatusFailed(Instant at, Instant askedAt, String target, String reason) implements Fact {
        @Override
        public RunState on(RunState state) {
            return state.target(target, t -> t.statusFailed(this));
        }
    }

    /** What could be gone back to, and what our own journals know of what runs now. */
    record HistoryRead(Instant at, String target, WayBack.Kept kept) implements Fact {
        @Override
        public RunState on(RunState state) {
            return state.target(target, t -> t.kept = Optional.of(kept));
        }
    }

    /** The version a target goes back to was found at the server and made ready; this is its shape. */
    record Restored(Instant at, String target, DeploymentId to, int replicas, boolean hasDomains, Strategy strategy)
            implements Fact {
        @Override
        public RunState on(RunState state) {
            return state.target(target, t -> t.restored(this));
        }
    }

    record NotRestored(Instant at, String target, String reason) implements Fact {
        @Override
        public RunState on(RunState state) {
            return state.target(target, t -> t.problem = Optional.of(reason));
        }
    }

    record HookIntended(Instant at, HookRef hook) implements Fact {
        @Override
        public RunState on(RunState state) {
            return hook.target().isPresent()
                    ? state.target(hook.target().get(), t -> t.hookUnderWay = Optional.of(hook))
                    : state.course(run -> run.hookBegan(hook));
        }

        @Override
        public boolean isIntent() {
            return true;
        }
    }

    record HookEnded(Instant at, HookRef hook, Optional<String> problem) implements Fact {
        @Override
        public RunState on(RunState state) {
            return hook.target().isPresent()
                    ? state.target(hook.target().get(), t -> t.hookEnded(this))
                    : state.course(run -> run.hookEnded(this));
        }
    }

    record LaneEntered(Instant at, String server) implements Fact {
        @Override
        public RunState on(RunState state) {
            return state.server(server, s -> s.laneHeld = true);
        }
    }

    /** The lock of a target is ours; the token is greater than that of anybody who had it before. */
    record LockTaken(Instant at, String target, long token) implements Fact {
        @Override
        public RunState on(RunState state) {
            return state.target(target, t -> t.lockedAt = Optional.of(at));
        }
    }

    record LockRefused(Instant at, String target, String reason) implements Fact {
        @Override
        public RunState on(RunState state) {
            return state.target(target, t -> t.lockProblem = Optional.of(reason));
        }
    }

    record LockLost(Instant at, String target, String reason) implements Fact {
        @Override
        public RunState on(RunState state) {
            return state.target(target, t -> t.lockProblem = Optional.of(reason))
                    .course(course -> course.problem(reason));
        }
    }

    record StreamOpened(Instant at, String server) implements Fact {
        @Override
        public RunState on(RunState state) {
            return state.server(server, s -> s.streamOpened(at));
        }
    }

    record StreamEnded(Instant at, String server, String reason) implements Fact {
        @Override
        public RunState on(RunState state) {
            return state.server(server, s -> s.streamEnded(at));
        }
    }

    /** A deployment ended, ours or somebody else's; {@code happenedAt} is earlier than {@code at} if it was replayed. */
    record MarkerSeen(
            Instant at,
            String server,
            Instant happenedAt,
            DeploymentId id,
            boolean success,
            boolean routed,
            String reason)
            implements Fact {
        @Override
        public RunState on(RunState state) {
            return state.marker(this);
        }
    }

    record Mentioned(Instant at, String target, DeploymentId id) implements Fact {
        @Override
        public RunState on(RunState state) {
            return state.target(target, t -> t.mentioned(this));
        }
    }

    record ContainerLogSeen(Instant at, String target, DeploymentId id, String text) implements Fact {
        @Override
        public RunState on(RunState state) {
            return state.target(target, t -> t.containerLog(this));
        }
    }

    /** A server says that something about a deployment went wrong, and not that it has ended. */
    record ComplaintSeen(Instant at, String target, DeploymentId id, String reason) implements Fact {
        @Override
        public RunState on(RunState state) {
            return state.target(target, t -> t.complaint(this));
        }
    }

    record TroubleSeen(Instant at, String server) implements Fact {
        @Override
        public RunState on(RunState state) {
            return state.server(server, s -> s.troubled = true);
        }
    }

    record DaemonStarted(Instant at, String server, Instant happenedAt) implements Fact {
        @Override
        public RunState on(RunState state) {
            return state.daemonStarted(this);
        }
    }

    /** What the next request for a target says, for runs to come; its image by content and by digest where these are known. */
    record Described(Instant at, String target, Snapshot settings, Optional<String> imageId, Optional<String> digest)
            implements Fact {}

    record PostIntended(Instant at, String target, int attempt, DeploymentId id) implements Fact {
        @Override
        public RunState on(RunState state) {
            return state.target(target, t -> t.postIntended(this));
        }

        @Override
        public boolean isIntent() {
            return true;
        }
    }

    /** How a server reacted to our request. */
    enum Reaction {
        ACCEPTED,
        REFUSED,
        /** It certainly has not taken it. */
        NOT_TAKEN,
        /** Nobody knows. */
        DOUBTFUL
    }

    record PostAnswered(Instant at, String target, int attempt, Reaction reaction, String reason) implements Fact {
        @Override
        public RunState on(RunState state) {
            return state.target(target, t -> t.postAnswered(this));
        }
    }

    record OwnStreamEnded(Instant at, String target) implements Fact {
        @Override
        public RunState on(RunState state) {
            return state.target(target, t -> t.ownRead = true);
        }
    }

    /** Something with Docker and images. */
    sealed interface OfImage extends Fact {}

    record DockerAsked(Instant at, Optional<String> problem) implements OfImage {
        @Override
        public RunState on(RunState state) {
            return state.images(
                    image -> !image.given(),
                    image -> problem.map(reason -> image.failed(Phase.PREFLIGHT, reason))
                            .orElse(image)
                            .dockerAsked());
        }
    }

    record ImageBuilt(Instant at, String image, String id) implements OfImage {
        @Override
        public RunState on(RunState state) {
            return state.images(ours -> ours.reference().equals(image), ImageState::built)
                    .images(ours -> ours.goes(image, Way.SHARED, ours.to()), own -> own.arrived(0, 0));
        }
    }

    record BuildFailed(Instant at, String image, String reason) implements OfImage {
        @Override
        public RunState on(RunState state) {
            return state.images(ours -> ours.reference().equals(image), own -> own.failed(Phase.BUILD, reason));
        }
    }

    record ImageSent(Instant at, String image, String server, long bytesSent, long bytesSaved) implements OfImage {
        @Override
        public RunState on(RunState state) {
            return state.images(
                    ours -> ours.goes(image, Way.SERVER, server), own -> own.arrived(bytesSent, bytesSaved));
        }
    }

    record SendFailed(Instant at, String image, String server, String reason) implements OfImage {
        @Override
        public RunState on(RunState state) {
            return state.images(
                    ours -> ours.goes(image, Way.SERVER, server), own -> own.failed(Phase.TRANSFER, reason));
        }
    }

    record PushIntended(Instant at, String image, String registry) implements OfImage {
        @Override
        public boolean isIntent() {
            return true;
        }
    }

    record PushEnded(Instant at, String image, String registry, Optional<String> problem) implements OfImage {
        @Override
        public RunState on(RunState state) {
            return state.images(
                    ours -> ours.goes(image, Way.REGISTRY, registry),
                    own -> problem.map(reason -> own.failed(Phase.TRANSFER, reason))
                            .orElseGet(() -> own.arrived(0, 0)));
        }
    }

    record Reached(Instant at, String what) implements Fact {}

    record Cancelled(Instant at) implements Fact {
        @Override
        public RunState on(RunState state) {
            return state.course(run -> run.cancelled = true);
        }
    }

    /** The run goes on in another process, or once more in this one: nothing of what was going on goes on any more. */
    record Resumed(Instant at) implements Fact {
        @Override
        public RunState on(RunState state) {
            return state.resume(at);
        }
    }
}
