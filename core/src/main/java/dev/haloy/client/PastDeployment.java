package dev.haloy.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.config.ConfigException;
import dev.haloy.config.ConfigLoader;
import dev.haloy.config.LoadedConfig;
import dev.haloy.internal.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A deployment that a server has kept, with the configuration it was made from. Other clients store secrets in clear there, so
 * the configuration is in no text form of this object. Immutable.
 */
public final class PastDeployment {
    /** What a rollback has no use for: the token of today counts, hooks are for deployments, the image is there already. */
    private static final List<String> LEFT_OUT = List.of(
            "apiToken",
            "preDeploy",
            "postDeploy",
            "globalPreDeploy",
            "globalPostDeploy",
            "targets",
            "images",
            "imageKey");

    private final DeploymentId id;
    private final String image;
    private final ObjectNode config;

    PastDeployment(DeploymentId id, String image, ObjectNode config) {
        this.id = id;
        this.image = image;
        this.config = config;
    }

    /** Its id. */
    public DeploymentId id() {
        return id;
    }

    /** The image its containers ran from, as the server names it. */
    public String image() {
        return image;
    }

    /** Why the server could not bring it back, whatever is sent with the request. */
    public Optional<String> obstacle() {
        return config.isEmpty() ? Optional.of("the server has kept no configuration of it") : Optional.empty();
    }

    /**
     * Whether its server does not keep its image, so that whoever goes back must say which one it was: with image history
     * {@code registry}.
     */
    public boolean lacksImage() {
        return config.path("image").path("history").path("strategy").asText().equals("registry");
    }

    /**
     * Its configuration as a file would say it, for the server it is on now.
     *
     * @param target the key of its target; empty for the form without targets
     * @param server the server as today's configuration spells it
     * @param directory where relative paths begin
     * @param image the image to pull again; empty if the server has kept it
     * @throws ConfigException if it is no configuration that this version understands
     */
    public LoadedConfig configuration(Optional<String> target, String server, Path directory, Optional<String> image) {
        ObjectNode settings = config.deepCopy().without(LEFT_OUT);
        settings.put("server", server);
        if (settings.get("image") instanceof ObjectNode stored) {
            stored.remove(List.of("build", "buildConfig"));
            if (image.isPresent()) {
                stored.remove(List.of("tag", "pullPolicy"));
                name(stored, image.get());
            } else {
                // Otherwise the server would first look for a stranger's image of the same name.
                stored.put("pullPolicy", "never");
            }
        }
        ObjectNode root = target.map(key -> below(key, settings)).orElse(settings);
        return ConfigLoader.parse(Json.line(root), LoadedConfig.Format.JSON, "deployment " + id, directory);
    }

    /** Servers that keep no images insist on a tag of its own. */
    private static void name(ObjectNode image, String reference) {
        int colon = reference.lastIndexOf(':');
        boolean tagged = !reference.contains("@") && colon > reference.lastIndexOf('/');
        image.put("repository", tagged ? reference.substring(0, colon) : reference);
        if (tagged) {
            image.put("tag", reference.substring(colon + 1));
        }
    }

    private static ObjectNode below(String key, ObjectNode settings) {
        ObjectNode root = Json.object();
        Optional.ofNullable(settings.remove("secretProviders")).ifPresent(block -> root.set("secretProviders", block));
        root.putObject("targets").set(key, settings);
        return root;
    }

    /** Its id and image. */
    @Override
    public String toString() {
        return id + " " + image;
    }
}
