package dev.haloy.embedded.daemon;

import dev.haloy.embedded.docker.Images;
import dev.haloy.embedded.script.Behaviour;
import java.time.Duration;
import java.util.function.Consumer;

/** Sees to it that the image of a deployment is on the server. */
final class ImageStep {
    private static final String PUBLIC = "default";
    private static final Duration REFUSAL_TAKES = Duration.ofMillis(8);

    private final Site site;
    private final String deploymentId;
    private final Target target;
    private final Behaviour behaviour;

    ImageStep(Site site, String deploymentId, Target target, Behaviour behaviour) {
        this.site = site;
        this.deploymentId = deploymentId;
        this.target = target;
        this.behaviour = behaviour;
    }

    /** {@code done} gets what went wrong, or an empty text. */
    void run(Consumer<String> done) {
        String reference = target.imageReference();
        Duration pull = pullTime(reference);
        boolean missing = behaviour.isImageMissing() || site.docker().images().isMissing(reference);
        boolean local = !missing && pull.isZero();
        if (target.isUploaded()) {
            done.accept(local ? "" : "image '" + reference + "' was not uploaded");
        } else if (local) {
            publishUse("The image is on the server", reference);
            done.accept("");
        } else if (target.pullPolicy().equals("never")) {
            done.accept("image '" + reference + "' is not on the server and image.pullPolicy is 'never'");
        } else {
            pull(reference, missing, pull, done);
        }
    }

    private Duration pullTime(String reference) {
        Duration fromImage = site.docker().images().pullTime(reference);
        return fromImage.compareTo(behaviour.pullTime()) > 0 ? fromImage : behaviour.pullTime();
    }

    private void publishUse(String message, String reference) {
        site.log()
                .publish(LogEntry.info(message)
                        .under(deploymentId)
                        .with("image", reference)
                        .with("pull_policy", target.pullPolicy()));
    }

    private void pull(String reference, boolean missing, Duration pull, Consumer<String> done) {
        site.log()
                .publish(LogEntry.info("The image is being pulled")
                        .under(deploymentId)
                        .with("image", reference)
                        .with("pull_policy", target.pullPolicy())
                        .with("registry", registry(reference))
                        .with("auth", target.hasRegistryLogin() ? "configured" : "none"));
        if (registry(reference).equals(PUBLIC) && !target.hasRegistryLogin()) {
            site.log()
                    .publish(LogEntry.warn("Pulled without an account, which is limited in number")
                            .under(deploymentId)
                            .with("image", reference));
        }
        site.time().after(missing ? REFUSAL_TAKES : pull, () -> {
            Images images = site.docker().images();
            if (missing) {
                done.accept("image '" + reference + "' could not be pulled: the registry does not have it");
            } else {
                images.pulled(reference);
                done.accept("");
            }
        });
    }

    /** The host that begins the reference, if one does. */
    private static String registry(String reference) {
        int slash = reference.indexOf('/');
        String first = slash < 0 ? "" : reference.substring(0, slash);
        boolean host = first.indexOf('.') >= 0 || first.indexOf(':') >= 0 || first.equals("localhost");
        return host ? first : PUBLIC;
    }
}
