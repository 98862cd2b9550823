package dev.haloy.deploy;

import dev.haloy.client.AppStatus;
import dev.haloy.client.Calls;
import dev.haloy.client.DeploymentId;
import dev.haloy.client.PastDeployment;
import dev.haloy.client.ServerClient;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.resolve.ResolvedTarget;
import dev.haloy.world.World;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Finds the earlier version that a target goes back to, and makes it ready with the secrets of today. */
final class Restoring {
    private final World world;
    private final DeployRequest request;
    private final RunContext context;
    private final Calls calls;

    Restoring(World world, DeployRequest request, RunContext context, Calls calls) {
        this.world = world;
        this.request = request;
        this.context = context;
        this.calls = calls;
    }

    /** What was found, with everything that is secret. */
    private record Found(DeploymentId id, ReadyTarget ready) {}

    Runnable start(String key, RunState state, Reporter reporter) {
        TargetState target = state.target(key).orElseThrow();
        ServerClient client = context.clientOf(key);
        String app = target.spec.app();
        CompletableFuture<List<PastDeployment>> list = calls.read(
                client.server().key(),
                Optional.of(RunSpec.TargetSpec.written(key)),
                "reading what " + app + " can go back to",
                () -> client.history().list(app));
        list.thenApplyAsync(past -> found(target, past), world.blocking())
                .handleAsync(
                        (found, failure) -> {
                            reporter.finish(failure == null ? restored(key, found) : notRestored(key, failure));
                            return null;
                        },
                        world.loop());
        return () -> list.cancel(true);
    }

    private Fact restored(String key, Found found) {
        context.restore(key, found.ready());
        ResolvedTarget shape = found.ready().target();
        return new Fact.Restored(
                world.clock().instant(), key, found.id(), shape.replicas(), shape.hasDomains(), shape.strategy());
    }

    private Fact notRestored(String key, Throwable failure) {
        String reason = String.valueOf(Calls.cause(failure).getMessage());
        return new Fact.NotRestored(world.clock().instant(), key, context.mask().redact(reason));
    }

    private Found found(TargetState target, List<PastDeployment> past) {
        Restorer restorer = request.restorer()
                .orElseThrow(() -> new RunRefusedException("this run has no means to bring earlier versions back"));
        PastDeployment chosen = choose(target, past);
        chosen.obstacle().ifPresent(obstacle -> {
            throw new RunRefusedException("cannot go back to " + chosen.id() + ": " + obstacle);
        });
        Optional<String> image = chosen.lacksImage() ? Optional.of(imageOf(chosen.id())) : Optional.empty();
        return new Found(chosen.id(), restorer.restore(context.target(target.spec.key()), chosen, image));
    }

    private String imageOf(DeploymentId id) {
        return Chronicle.find(world.runs(), id)
                .flatMap(Chronicle.Entry::imageInRegistry)
                .orElseThrow(() -> new RunRefusedException("cannot go back to " + id + ": " + WayBack.UNKNOWN_IMAGE));
    }

    private PastDeployment choose(TargetState target, List<PastDeployment> past) {
        Optional<DeploymentId> wanted = target.earlier();
        Optional<DeploymentId> now = target.before.map(AppStatus::deploymentId);
        if (wanted.isEmpty()) {
            Chronicle chronicle = Chronicle.of(world.runs());
            return past.stream()
                    .filter(each ->
                            now.filter(id -> each.id().compareTo(id) >= 0).isEmpty())
                    .filter(each -> chronicle
                            .of(each.id())
                            .filter(Chronicle.Entry::isFailed)
                            .isEmpty())
                    .findFirst()
                    .orElseThrow(() -> new RunRefusedException("the server has no earlier version to go back to"));
        }
        if (wanted.equals(now)) {
            throw new RunRefusedException("cannot go back to " + wanted.get() + ": it is what runs now");
        }
        return past.stream()
                .filter(each -> each.id().equals(wanted.get()))
                .findFirst()
                .orElseThrow(() -> new RunRefusedException("cannot go back to " + wanted.get()
                        + ": the server does not have it, or not its image, any more"));
    }
}
