package dev.haloy.deploy;

import dev.haloy.deploy.ImageSpec.Way;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.resolve.ResolvedTarget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Decides for every target whose image does not come from a registry by itself how it travels. */
final class ImageWays {
    private final DeployRequest request;
    private final Map<String, List<ReadyTarget.Credentials>> logins = new LinkedHashMap<>();

    private ImageWays(DeployRequest request) {
        this.request = request;
    }

    /** The ways by the keys of the targets. */
    static Map<String, ImageSpec> of(DeployRequest request) {
        ImageWays routes = new ImageWays(request);
        Map<String, ImageSpec> specs = new LinkedHashMap<>();
        for (ReadyTarget ready : request.targets()) {
            if (request.earlier().isEmpty() && ready.target().image().mustBeBuilt()) {
                specs.put(ready.target().key(), routes.route(ready));
            }
        }
        return specs;
    }

    /** Whether a given image would have to go to a registry, where nobody can push it. */
    static boolean cannotGo(ResolvedTarget target, DeployRequest request) {
        return target.image().mustBeBuilt()
                && target.image().push().equals("registry")
                && request.images().containsKey(target.image().reference());
    }

    private ImageSpec route(ReadyTarget ready) {
        ResolvedTarget target = ready.target();
        String reference = target.image().reference();
        boolean given = request.images().containsKey(reference);
        String server = target.server().key();
        if (!given
                && target.image().push().equals("registry")
                && ready.registry().isPresent()) {
            return new ImageSpec(
                    reference,
                    Way.REGISTRY,
                    registry(reference, target, ready.registry().get()),
                    false);
        }
        // What was not built by the engine of this machine is not in it either.
        Way way = !given && target.server().isLocal() ? Way.SHARED : Way.SERVER;
        return new ImageSpec(reference, way, server, given);
    }

    /** One push for every login: two users of one registry may not see the same repositories. */
    private String registry(String reference, ResolvedTarget target, ReadyTarget.Credentials login) {
        String registry = target.image().registryServer();
        List<ReadyTarget.Credentials> known =
                logins.computeIfAbsent(reference + " " + registry, key -> new ArrayList<>());
        if (!known.contains(login)) {
            known.add(login);
        }
        int number = known.indexOf(login);
        return number == 0 ? registry : registry + " (login " + (number + 1) + ")";
    }
}
