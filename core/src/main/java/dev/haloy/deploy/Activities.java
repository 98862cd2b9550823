package dev.haloy.deploy;

import dev.haloy.client.Calls;
import dev.haloy.client.DeployBody;
import dev.haloy.client.DeploymentId;
import dev.haloy.client.Dialect;
import dev.haloy.client.EntryStream;
import dev.haloy.client.ServerClient;
import dev.haloy.client.ServerException;
import dev.haloy.client.ServerVersion;
import dev.haloy.deploy.Fact.Reaction;
import dev.haloy.deploy.RunSpec.TargetSpec;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.resolve.Snapshot;
import dev.haloy.world.Lanes;
import dev.haloy.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Does what the state wants, with the World's means, and reports what came of it. */
final class Activities implements Runner.Starter {
    private final World world;
    private final DeployRequest request;
    private final RunContext context;
    private final Calls calls;
    private final Hooks hooks;
    private final ImageWork images;
    private final Optional<LockWork> locks;
    private final Gates gates;
    private final Looking looking;
    private final Restoring restoring;
    private final Consumer<DeployEvent> listener;
    private final Mask redactor;
    private final Map<String, Ears> ears = new HashMap<>();

    Activities(
            World world,
            DeployRequest request,
            RunContext context,
            Calls calls,
            Hooks hooks,
            ImageWork images,
            Optional<LockWork> locks,
            Gates gates,
            Looking looking,
            Consumer<DeployEvent> listener) {
        this.world = world;
        this.request = request;
        this.context = context;
        this.calls = calls;
        this.hooks = hooks;
        this.images = images;
        this.locks = locks;
        this.gates = gates;
        this.looking = looking;
        this.restoring = new Restoring(world, request, context, calls);
        this.listener = listener;
        this.redactor = context.mask();
    }

    @Override
    public Runnable start(Activity activity, RunState state, Reporter reporter) {
        if (activity instanceof Activity.Look look) {
            return looking.start(look, state, fact -> {
                hear(fact, state);
                reporter.finish(fact);
            });
        } else if (activity instanceof Activity.Restore restore) {
            return restoring.start(restore.target(), state, reporter);
        } else if (activity instanceof Activity.RunHook hook) {
            return hooks.start(hook.hook(), state, reporter);
        } else if (activity instanceof Activity.HoldLane lane) {
            return holdLane(lane.server(), reporter);
        } else if (activity instanceof Activity.HoldLock lock) {
            return locks.orElseThrow().start(lock, state, reporter);
        } else if (activity instanceof Activity.FollowServer follow) {
            return followServer(follow.server(), state, reporter);
        } else if (activity instanceof Activity.Post post) {
            return post(post, state, reporter);
        } else if (activity instanceof Activity.ReadOwn own) {
            return readOwn(own.target(), state, reporter);
        } else if (activity instanceof Activity.OfImage image) {
            return images.start(image, state, reporter);
        } else if (activity instanceof Activity.AskGate gate) {
            return gates.start(gate, state, reporter);
        } else if (activity instanceof Activity.KeepGap gap) {
            return keepGap(gap, reporter);
        }
        Activity.WaitUntil wait = (Activity.WaitUntil) activity;
        return waitUntil(wait.what(), wait.moment(), reporter);
    }

    /** What a server runs already is no news when its stream tells of it. */
    private void hear(Fact fact, RunState state) {
        if (fact instanceof Fact.StatusRead read) {
            String server = state.target(read.target()).orElseThrow().spec.server();
            read.status().ifPresent(seen -> ears(server).isKnown(seen.deploymentId()));
        }
    }

    private Runnable holdLane(String server, Reporter reporter) {
        CompletableFuture<Lanes.Lease> lane = world.lanes().enter(server);
        lane.thenAcceptAsync(lease -> reporter.report(new Fact.LaneEntered(now(), server)), world.loop());
        return () -> {
            if (!lane.cancel(false)) {
                lane.thenAccept(Lanes.Lease::close);
            }
        };
    }

    private Runnable followServer(String server, RunState state, Reporter reporter) {
        ServerClient client = context.client(server);
        Dialect dialect = dialect(state, server);
        return stream(
                server,
                () -> client.followServer(dialect, listening(state, server).toServer(reporter)));
    }

    private Runnable readOwn(String target, RunState state, Reporter reporter) {
        ServerClient client = context.clientOf(target);
        DeploymentId id =
                state.target(target).flatMap(seen -> seen.evidence.id()).orElseThrow();
        String server = client.server().key();
        return stream(
                server,
                () -> client.followDeployment(id, listening(state, server).toOwn(target, reporter)));
    }

    private Runnable stream(String server, Supplier<EntryStream> open) {
        List<EntryStream> opened = new ArrayList<>(1);
        CompletableFuture<Void> turn = calls.once(server, () -> {
            opened.add(open.get());
            return CompletableFuture.completedFuture(null);
        });
        return () -> {
            turn.cancel(true);
            opened.forEach(EntryStream::close);
        };
    }

    private Runnable post(Activity.Post post, RunState state, Reporter reporter) {
        String target = post.target();
        ServerClient client = context.clientOf(target);
        String server = client.server().key();
        DeploymentId id = newId(state, state.target(target).orElseThrow());
        ears(server).expect(id, target);
        if (!state.target(target).orElseThrow().spec.removes()) {
            reporter.report(described(state, target));
        }
        reporter.report(new Fact.PostIntended(now(), target, post.attempt(), id));
        CompletableFuture<Integer> sent = calls.once(server, posting(state, target, client, id));
        sent.handleAsync(
                (status, failure) -> {
                    Reacted reacted = reaction(failure);
                    reporter.finish(new Fact.PostAnswered(
                            now(), target, post.attempt(), reacted.kind(), redactor.redact(reacted.reason())));
                    return null;
                },
                world.loop());
        return () -> sent.cancel(true);
    }

    /** The request: to deploy what the configuration says, to bring back what was restored, or to remove what was not there before. */
    private Supplier<CompletableFuture<Integer>> posting(
            RunState state, String target, ServerClient client, DeploymentId id) {
        TargetSpec spec = state.target(target).orElseThrow().spec;
        if (spec.removes()) {
            return () -> client.stop(spec.app(), true, false);
        }
        Dialect dialect = dialect(state, client.server().key());
        Optional<DeploymentId> earlier = state.target(target).flatMap(TargetState::earlier);
        if (earlier.isEmpty()) {
            byte[] body = DeployBody.encode(context.target(target), request.secretProviders(), dialect, id);
            return () -> client.deploy(body);
        }
        byte[] body = DeployBody.rollback(context.restored(target).orElseThrow(), dialect, earlier.get(), id);
        return () -> client.history().rollBack(body);
    }

    private Fact described(RunState state, String target) {
        ReadyTarget sent = state.target(target)
                .flatMap(TargetState::earlier)
                .flatMap(earlier -> context.restored(target))
                .orElseGet(() -> context.target(target));
        Optional<ImageSpec> image = state.target(target).flatMap(seen -> seen.spec.image());
        return new Fact.Described(
                now(),
                target,
                Snapshot.of(sent.target()),
                image.flatMap(spec -> images.idOf(spec.reference())),
                image.flatMap(images::digestOf));
    }

    private record Reacted(Reaction kind, String reason) {}

    /** A lost connection, a late answer or a 5xx says nothing about whether the server took the request. */
    private static Reacted reaction(@Nullable Throwable failure) {
        if (failure == null) {
            return new Reacted(Reaction.ACCEPTED, "");
        }
        Throwable cause = Calls.cause(failure);
        String reason = String.valueOf(cause.getMessage());
        if (!(cause instanceof ServerException trouble) || !trouble.trouble().isNotExecuted()) {
            return new Reacted(Reaction.DOUBTFUL, reason);
        }
        return new Reacted(trouble.trouble().isPassing() ? Reaction.NOT_TAKEN : Reaction.REFUSED, reason);
    }

    /** An id that is newer than anything the server may have, whatever its clock said. */
    private DeploymentId newId(RunState state, TargetState target) {
        List<DeploymentId> older = new ArrayList<>(target.running());
        state.targets().forEach(other -> other.evidence.id().ifPresent(older::add));
        return DeploymentId.next(world.uniqueMoment(), world.random(), older);
    }

    private Runnable keepGap(Activity.KeepGap gap, Reporter reporter) {
        listener.accept(new DeployEvent.Waiting(
                now(),
                Optional.of(RunSpec.TargetSpec.written(gap.target())),
                Duration.between(now(), gap.moment()),
                "the server is still busy with the update before"));
        return waitUntil("gap " + gap.target(), gap.moment(), reporter);
    }

    private Runnable waitUntil(String what, Instant moment, Reporter reporter) {
        long nanos = Math.max(1, Duration.between(now(), moment).toNanos());
        Future<?> timer = world.loop()
                .schedule(() -> reporter.finish(new Fact.Reached(now(), what)), nanos, TimeUnit.NANOSECONDS);
        return () -> timer.cancel(false);
    }

    /** Ears that know which deployments are ours: after an interruption that is only in the state. */
    private Ears listening(RunState state, String server) {
        Ears ears = ears(server);
        state.on(server).forEach(target -> {
            target.evidence.id().ifPresent(id -> ears.expect(id, target.spec.key()));
            target.running().forEach(ears::isKnown);
        });
        return ears;
    }

    private Ears ears(String server) {
        return ears.computeIfAbsent(server, key -> new Ears(world, key, redactor, listener));
    }

    private static Dialect dialect(RunState state, String server) {
        return state.server(server).version.map(ServerVersion::dialect).orElse(Dialect.NEWEST);
    }

    private Instant now() {
        return world.clock().instant();
    }
}
