package dev.haloy.deploy;

import dev.haloy.client.Calls;
import dev.haloy.client.ServerVersion;
import dev.haloy.deploy.ImageSpec.Way;
import dev.haloy.image.BuildDefinition;
import dev.haloy.image.Destination;
import dev.haloy.image.Docker;
import dev.haloy.image.ImageSource;
import dev.haloy.image.ImageTransfer;
import dev.haloy.image.TransferListener;
import dev.haloy.image.TransferResult;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** Builds images, sends them to servers and pushes them to registries, as the state wants. */
final class ImageWork {
    private final World world;
    private final DeployRequest request;
    private final RunContext context;
    private final Duration limit;
    private final Consumer<DeployEvent> listener;
    private final Mask redactor;
    private final Docker docker;
    private final ImageTransfer transfer;

    /** What can be sent; an interrupted run builds anew, so that nothing of this need be written down. */
    private final Map<String, ImageSource> sources = new LinkedHashMap<>();

    /** What registries have answered to pushes. */
    private final PushedDigests digests = new PushedDigests();

    ImageWork(World world, DeployRequest request, RunContext context, Duration limit, Consumer<DeployEvent> listener) {
        this.world = world;
        this.request = request;
        this.context = context;
        this.transfer = new ImageTransfer(world);
        this.limit = limit;
        this.listener = listener;
        this.redactor = context.mask();
        this.docker = new Docker(world, request.directory(), request.environment());
    }

    Runnable start(Activity.OfImage activity, RunState state, Reporter reporter) {
        if (activity instanceof Activity.Build build) {
            return build(build.image(), state, reporter);
        } else if (activity instanceof Activity.Send send) {
            return send(send.image(), state, reporter);
        }
        return push((Activity.Push) activity, state, reporter);
    }

    private Runnable build(String image, RunState state, Reporter reporter) {
        List<String> targets = state.targets().stream()
                .filter(target -> target.image.isOnTheWay())
                .filter(target -> target.spec
                        .image()
                        .filter(spec -> spec.reference().equals(image))
                        .isPresent())
                .map(target -> target.spec.key())
                .toList();
        BuildDefinition definition = BuildDefinition.of(context.target(targets.get(0)), request.directory());
        listener.accept(new DeployEvent.BuildStarted(now(), image, targets));
        warnOfSecrets(definition);
        CompletableFuture<ImageSource> built = docker.build(
                definition,
                (isError, line) -> told(line, text -> new DeployEvent.BuildOutput(now(), image, isError, text)));
        return end(
                limited(built),
                source -> {
                    sources.put(image, source);
                    listener.accept(new DeployEvent.BuildFinished(now(), image, Optional.empty()));
                    return new Fact.ImageBuilt(now(), image, source.id().toString());
                },
                reason -> {
                    listener.accept(new DeployEvent.BuildFinished(now(), image, Optional.of(reason)));
                    return new Fact.BuildFailed(now(), image, reason);
                },
                reporter);
    }

    private void warnOfSecrets(BuildDefinition definition) {
        List<String> exposed = definition.exposedSecrets();
        if (!exposed.isEmpty()) {
            listener.accept(new DeployEvent.Warned(
                    now(),
                    Optional.empty(),
                    "the values of the build arguments " + String.join(", ", exposed) + " of " + definition.reference()
                            + " are secrets, and Docker keeps build arguments in the history of the image, where everybody who has the"
                            + " image can read them; BuildKit keeps them out where the Dockerfile does not declare them with ARG but"
                            + " mounts them: RUN --mount=type=secret,id=" + exposed.get(0)));
        }
    }

    private Runnable push(Activity.Push push, RunState state, Reporter reporter) {
        String image = push.image();
        ReadyTarget first = state.targets().stream()
                .filter(target -> target.spec
                        .image()
                        .filter(spec -> spec.goes(image, Way.REGISTRY, push.registry()))
                        .isPresent())
                .map(target -> context.target(target.spec.key()))
                .findFirst()
                .orElseThrow();
        reporter.report(new Fact.PushIntended(now(), image, push.registry()));
        String registry = first.target().image().registryServer();
        listener.accept(new DeployEvent.PushStarted(now(), image, registry));
        CompletableFuture<Void> pushed =
                docker.push(image, registry, first.registry().orElseThrow(), (isError, line) -> {
                    digests.hear(push, line);
                    told(line, text -> new DeployEvent.PushOutput(now(), image, registry, isError, text));
                });
        return end(
                limited(pushed),
                done -> pushed(push, registry, Optional.empty()),
                reason -> pushed(push, registry, Optional.of(reason)),
                reporter);
    }

    private Fact pushed(Activity.Push push, String registry, Optional<String> problem) {
        listener.accept(new DeployEvent.PushFinished(now(), push.image(), registry, problem));
        return new Fact.PushEnded(now(), push.image(), push.registry(), problem);
    }

    private Runnable send(String image, RunState state, Reporter reporter) {
        List<String> servers = new ImageRules(state)
                .waiting(image, Way.SERVER).stream()
                        .map(target -> target.spec.server())
                        .distinct()
                        .toList();
        List<Destination> destinations = servers.stream()
                .map(server -> new Destination(
                        context.client(server),
                        state.server(server)
                                .version
                                .map(ServerVersion::capabilities)
                                .orElse(Set.of())))
                .toList();
        servers.forEach(server -> listener.accept(new DeployEvent.TransferStarted(now(), image, server)));
        Set<String> open = new LinkedHashSet<>(servers);
        CompletableFuture<Map<String, TransferResult>> sent =
                transfer.transfer(source(image), image, destinations, new TransferEar(image, open, reporter));
        sent.handleAsync(
                (results, failure) -> {
                    String reason = failure == null ? "nothing is known of the transfer" : reason(failure);
                    List.copyOf(open).forEach(server -> reporter.report(notSent(image, server, reason)));
                    return null;
                },
                world.loop());
        return () -> sent.cancel(true);
    }

    /** Reports each server as soon as it is done with. */
    private final class TransferEar implements TransferListener {
        private final String image;
        private final Set<String> open;
        private final Reporter reporter;

        TransferEar(String image, Set<String> open, Reporter reporter) {
            this.image = image;
            this.open = open;
            this.reporter = reporter;
        }

        @Override
        public void progress(String server, long bytes, OptionalLong total) {
            listener.accept(new DeployEvent.TransferProgress(now(), image, server, bytes, total));
        }

        @Override
        public void retrying(String server, String what, int attempt, Duration pause, String reason) {
            listener.accept(new DeployEvent.RetryScheduled(
                    now(), Optional.empty(), server + ": " + what, attempt, pause, redactor.redact(reason)));
        }

        @Override
        public void finished(String server, TransferResult result) {
            if (open.remove(server)) {
                reporter.report(arrived(image, server, result));
            }
        }
    }

    /** The content of an image that was made or given, if it is at hand. */
    Optional<String> idOf(String image) {
        return sourceOf(image).map(source -> source.id().toString());
    }

    /** The name of an image that stays, if it was pushed and Docker has told its digest. */
    Optional<String> digestOf(ImageSpec image) {
        return image.way() == Way.REGISTRY ? digests.of(image) : Optional.empty();
    }

    private Optional<ImageSource> sourceOf(String image) {
        return Optional.ofNullable(sources.get(image))
                .or(() -> Optional.ofNullable(request.images().get(image)));
    }

    private ImageSource source(String image) {
        return sourceOf(image).orElseThrow(() -> new IllegalStateException("nothing was built for " + image));
    }

    private Fact arrived(String image, String server, TransferResult result) {
        if (result instanceof TransferResult.Sent sent) {
            listener.accept(new DeployEvent.TransferFinished(
                    now(), image, server, sent.bytesSent(), sent.bytesSaved(), Optional.empty()));
            return new Fact.ImageSent(now(), image, server, sent.bytesSent(), sent.bytesSaved());
        }
        return notSent(image, server, ((TransferResult.Failed) result).message());
    }

    private Fact notSent(String image, String server, String why) {
        String reason = redactor.redact(why);
        listener.accept(new DeployEvent.TransferFinished(now(), image, server, 0, 0, Optional.of(reason)));
        return new Fact.SendFailed(now(), image, server, reason);
    }

    /** Ends a program that takes too long. */
    private <T> CompletableFuture<T> limited(CompletableFuture<T> going) {
        Future<?> timer = world.loop().schedule(() -> going.cancel(true), limit.toNanos(), TimeUnit.NANOSECONDS);
        going.whenComplete((value, failure) -> timer.cancel(false));
        return going;
    }

    private <T> Runnable end(
            CompletableFuture<T> going, Function<T, Fact> done, Function<String, Fact> failed, Reporter reporter) {
        going.handleAsync(
                (value, failure) -> {
                    reporter.finish(failure == null ? done.apply(value) : failed.apply(reason(failure)));
                    return null;
                },
                world.loop());
        return () -> going.cancel(true);
    }

    private String reason(Throwable failure) {
        Throwable cause = Calls.cause(failure);
        return cause instanceof CancellationException
                ? "docker was stopped after " + limit.toSeconds() + " s"
                : redactor.redact(String.valueOf(cause.getMessage()));
    }

    private void told(String line, Function<String, DeployEvent> event) {
        world.loop().execute(() -> listener.accept(event.apply(redactor.redact(line))));
    }

    private Instant now() {
        return world.clock().instant();
    }
}
