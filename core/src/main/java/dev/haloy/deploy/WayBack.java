package dev.haloy.deploy;

import dev.haloy.client.AppStatus;
import dev.haloy.client.DeploymentId;
import dev.haloy.deploy.RunSpec.TargetSpec;
import dev.haloy.resolve.ResolvedTarget.History;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where a target that is about to be deployed could go back to afterwards: one rule for plans that say so and runs that insist on it.
 * Pure.
 *
 * @param to what runs now; empty if nothing does
 * @param obstacle why that could not be brought back
 */
record WayBack(Optional<DeploymentId> to, Optional<String> obstacle) {
    /** What servers do with old versions. */
    private static final String NONE = "none";

    private static final String REGISTRY = "registry";

    /** Why a version whose image is in a registry only cannot be brought back. */
    static final String UNKNOWN_IMAGE =
            "with image history 'registry' servers do not keep its image, and no run known here says where to pull it from;"
                    + " deploy it by its tag instead";

    /**
     * What the configuration says about going back.
     *
     * @param obstacle why it is not possible at all
     * @param history the image history that it will be deployed with
     */
    record Means(Optional<String> obstacle, History history) {
        /** For targets that go back themselves, and for runs that did not write down more. */
        static final Means NOT_NEEDED =
                new Means(Optional.empty(), new History("local", OptionalInt.of(Integer.MAX_VALUE), Optional.empty()));
    }

    /**
     * What was found out about the past of a target.
     *
     * @param ids the deployments its server has kept, without the one that runs
     * @param history what the server keeps of the one that runs, as our own journals know it
     * @param image the image of the one that runs, if our own journals know where to pull it from
     * @param problem why the server could not say
     */
    record Kept(List<DeploymentId> ids, Optional<String> history, Optional<String> image, Optional<String> problem) {
        Kept {
            ids = List.copyOf(ids);
        }
    }

    /** Whether the server is still to be asked. */
    static boolean isOpen(TargetState target) {
        return target.before.isPresent()
                && target.kept.isEmpty()
                && target.spec.earlier().isEmpty();
    }

    /** The way back of a target whose server was asked. */
    static WayBack of(TargetState target) {
        TargetSpec spec = target.spec;
        if (spec.earlier().isPresent()) {
            return new WayBack(Optional.empty(), Optional.empty());
        }
        if (target.before.isEmpty()) {
            return new WayBack(
                    Optional.empty(),
                    Optional.of("nothing of it runs on " + spec.server()
                            + " yet, so there would be nothing to go back to"));
        }
        return new WayBack(
                target.before.map(AppStatus::deploymentId),
                spec.means().obstacle().or(() -> obstacle(target)));
    }

    private static Optional<String> obstacle(TargetState target) {
        Kept kept =
                target.kept.orElseGet(() -> new Kept(List.of(), Optional.empty(), Optional.empty(), Optional.empty()));
        if (kept.problem().isPresent()) {
            return kept.problem().map(why -> "what its server has kept is not known: " + why);
        }
        History then = target.spec.means().history();
        String now = kept.history().orElse(then.strategy());
        if (now.equals(NONE)) {
            return Optional.of("what runs there has image history 'none', of which servers keep nothing");
        }
        if (now.equals(REGISTRY)) {
            return kept.image().isPresent() ? lostPlace(target, kept) : Optional.of(UNKNOWN_IMAGE);
        }
        return then.strategy().equals(REGISTRY)
                ? Optional.of("with image history 'registry' its server keeps no image but the newest")
                : lostPlace(target, kept);
    }

    /** Newer deployments that failed take up places too, and a server forgets what it has no place for. */
    private static Optional<String> lostPlace(TargetState target, Kept kept) {
        History then = target.spec.means().history();
        if (then.strategy().equals(NONE)) {
            return Optional.empty();
        }
        DeploymentId running = target.before.orElseThrow().deploymentId();
        long newer = kept.ids().stream().filter(id -> id.compareTo(running) > 0).count();
        long places = then.count().orElse(1);
        if (places >= 2 + newer) {
            return Optional.empty();
        }
        return Optional.of(
                newer == 0
                        ? "its image history keeps only the newest version"
                        : "its image history keeps " + places + " versions, and " + newer + " newer than what runs take"
                                + " up a place; raise image.history.count");
    }
}
