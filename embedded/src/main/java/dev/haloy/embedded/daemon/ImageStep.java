package dev.haloy.embedded.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haloy.embedded.docker.Images;
import dev.haloy.embedded.docker.RegistryAccounts;
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

    /** Of the request, else what the server itself has for that registry. */
    private RegistryAccounts.Account account(String registry) {
        if (target.hasRegistryLogin()) {
            JsonNode login = target.image().path("registry");
            return new RegistryAccounts.Account(
                    login.path("username").path("value").asText(""),
                    login.path("password").path("value").asText(""));
        }
        return site.logins().find(key(registry)).orElse(RegistryAccounts.Account.NOBODY);
    }

    private static String key(String registry) {
        return registry.equals(PUBLIC) ? "docker.io" : registry;
    }

    private void publishUse(String message, String reference) {
        site.log()
                .publish(LogEntry.info(message)
                        .under(deploymentId)
                        .with("image", reference)
                        .with("pull_policy", target.pullPolicy()));
    }

    private void pull(String reference, boolean missing, Duration pull, Consumer<String> done) {
        RegistryAccounts.Account account = account(registry(reference));
        boolean anonymous = account.equals(RegistryAccounts.Account.NOBODY);
        boolean refused = !site.docker().registries().accepts(key(registry(reference)), account);
        site.log()
                .publish(LogEntry.info("The image is being pulled")
                        .under(deploymentId)
                        .with("image", reference)
                        .with("pull_policy", target.pullPolicy())
                        .with("registry", registry(reference))
                        .with("auth", anonymous ? "none" : "configured"));
        if (registry(reference).equals(PUBLIC) && anonymous) {
            site.log()
                    .publish(LogEntry.warn("Pulled without an account, which is limited in number")
                            .under(deploymentId)
                            .with("image", reference));
        }
        site.time().after(missing || refused ? REFUSAL_TAKES : pull, () -> {
            Images images = site.docker().images();
            if (refused) {
                done.accept("image '" + reference + "' could not be pulled: the registry refuses access");
            } else if (missing) {
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
