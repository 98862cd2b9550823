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

    /** Why the server could not bring it back, where that is certain. */
    public Optional<String> obstacle() {
        if (config.isEmpty()) {
            return Optional.of("the server has kept no configuration of it");
        }
        String history = config.path("image").path("history").path("strategy").asText();
        return history.equals("registry")
                ? Optional.of(
                        "it was deployed with image history 'registry', whose old images servers do not find again")
                : Optional.empty();
    }

    /**
     * Its configuration as a file would say it, for the server it is on now.
     *
     * @param target the key of its target; empty for the form without targets
     * @param server the server as today's configuration spells it
     * @param directory where relative paths begin
     * @throws ConfigException if it is no configuration that this version understands
     */
    public LoadedConfig configuration(Optional<String> target, String server, Path directory) {
        ObjectNode settings = config.deepCopy().without(LEFT_OUT);
        settings.put("server", server);
        if (settings.get("image") instanceof ObjectNode stored) {
            stored.remove(List.of("build", "buildConfig"));
            // Otherwise the server would first look for a stranger's image of the same name.
            stored.put("pullPolicy", "never");
        }
        ObjectNode root = target.map(key -> below(key, settings)).orElse(settings);
        return ConfigLoader.parse(Json.line(root), LoadedConfig.Format.JSON, "deployment " + id, directory);
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
