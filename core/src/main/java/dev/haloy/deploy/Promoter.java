package dev.haloy.deploy;

import dev.haloy.client.AppStatus;
import dev.haloy.client.Calls;
import dev.haloy.client.ServerClient;
import dev.haloy.client.ServerReader;
import dev.haloy.client.Tokens;
import dev.haloy.error.HaloyException;
import dev.haloy.image.Docker;
import dev.haloy.image.ImageSource;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.resolve.ResolvedTarget;
import dev.haloy.world.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Finds out which image runs at one target, so that others can run the same with their own settings. Reads only: servers do not say which
 * image they run, so it is taken from the journal of the run that deployed it, and refused where that cannot be known for certain.
 */
public final class Promoter {
    private final World world;
    private final Tokens tokens;
    private final DeployPolicy policy;

    /** Reads in this World, with these tokens; the policy limits the calls. */
    public Promoter(World world, Tokens tokens, DeployPolicy policy) {
        this.world = world;
        this.tokens = tokens;
        this.policy = policy;
    }

    /**
     * Gives the targets of a request the image that runs at another one. The future fails with a {@link RunRefusedException} if that
     * cannot be done; it says why, and what to do.
     *
     * @param from where the image runs; its token is enough
     * @param to the targets that shall run it, with everything a deployment needs
     */
    public CompletableFuture<DeployRequest> promote(ReadyTarget from, DeployRequest to) {
        ServerReader reader = reader(from);
        String server = reader.server().key();
        String app = from.target().name();
        CompletableFuture<Optional<AppStatus>> status = Engine.calls(world, policy, event -> {})
                .read(server, Optional.empty(), "reading the status of " + app, () -> reader.status(app));
        return status.thenApplyAsync(now -> released(from, now), world.blocking())
                .thenComposeAsync(released -> with(released, to), world.loop());
    }

    /**
     * Gives the targets of a request the image that an earlier promotion found, without asking where it runs now. The future fails with
     * a {@link RunRefusedException} if the image was sent to that server alone and is not here any more.
     *
     * @param release as a plan or a journal has it
     * @param to the targets of that promotion
     */
    public CompletableFuture<DeployRequest> promote(Release release, DeployRequest to) {
        return CompletableFuture.completedFuture(release).thenComposeAsync(known -> with(known, to), world.loop());
    }

    private ServerReader reader(ReadyTarget from) {
        try {
            return new ServerClient(world, from.target().server(), tokens.token(from), policy.callTimeout()).reader();
        } catch (HaloyException e) {
            throw new RunRefusedException(String.valueOf(e.getMessage()));
        }
    }

    private Release released(ReadyTarget from, Optional<AppStatus> now) {
        AppStatus app = now.orElseThrow(() -> new RunRefusedException("nothing of "
                + from.target().name() + " runs at " + from.target().key() + "; deploy it there first"));
        return Release.of(from.target().key(), app, Chronicle.find(world.runs(), app.deploymentId()));
    }

    private CompletableFuture<DeployRequest> with(Release release, DeployRequest to) {
        if (!release.isOnlyThere()) {
            return CompletableFuture.completedFuture(with(release, to, to.images()));
        }
        Optional<ImageSource> given = Optional.ofNullable(to.images().get(release.reference()));
        CompletableFuture<ImageSource> here = given.map(CompletableFuture::completedFuture)
                .orElseGet(() -> new Docker(world, to.directory(), to.environment()).inspect(release.reference()));
        return here.handleAsync(
                (image, failure) -> {
                    if (failure != null) {
                        throw release.lacking(
                                String.valueOf(Calls.cause(failure).getMessage()));
                    }
                    Map<String, ImageSource> images = new LinkedHashMap<>(to.images());
                    images.put(release.reference(), release.checked(image));
                    return with(release, to, images);
                },
                world.loop());
    }

    private static DeployRequest with(Release release, DeployRequest to, Map<String, ImageSource> images) {
        List<ReadyTarget> targets =
                to.targets().stream().map(target -> with(release, target)).toList();
        return DeployRequest.builder(to)
                .targets(targets)
                .images(images)
                .promoted(release)
                .build();
    }

    private static ReadyTarget with(Release release, ReadyTarget to) {
        ResolvedTarget target = to.target().withImage(release.image(to.target().image()));
        Optional<ReadyTarget.Credentials> login =
                target.image().registry().isPresent() ? to.registry() : Optional.empty();
        return new ReadyTarget(
                target, to.env(), to.apiToken(), login, List.of(), to.environment(), to.hookEnvironment());
    }
}
