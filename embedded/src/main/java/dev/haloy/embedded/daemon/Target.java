package dev.haloy.embedded.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.haloy.embedded.docker.Domain;
import java.util.ArrayList;
import java.util.List;

/** A look at a {@code targetConfig} (or a stored config) as it was sent; what is absent reads as empty or zero. */
record Target(JsonNode json) {
    static final Target NONE = new Target(MissingNode.getInstance());

    String name() {
        return text("name");
    }

    String text(String key) {
        return json.path(key).asText("");
    }

    /** Absent and null alike. */
    boolean lacks(String key) {
        return isAbsent(json.path(key));
    }

    static boolean isAbsent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    JsonNode image() {
        return json.path("image");
    }

    boolean hasImage() {
        return !lacks("image");
    }

    /** Repository and tag; a repository that has a tag keeps it, and no tag at all means latest. */
    String imageReference() {
        String repository = image().path("repository").asText("");
        String tag = image().path("tag").asText("");
        if (!tag.isEmpty()) {
            return repository + ":" + tag;
        }
        return repository.indexOf(':') >= 0 ? repository : repository + ":latest";
    }

    JsonNode history() {
        return image().path("history");
    }

    String historyStrategy() {
        return history().path("strategy").asText("");
    }

    /** Whether the image was uploaded, and so must be there already. */
    boolean isUploaded() {
        return image().path("buildConfig").path("push").asText("").equals("server");
    }

    String pullPolicy() {
        String policy = image().path("pullPolicy").asText("");
        return policy.isEmpty() ? "always" : policy;
    }

    boolean hasRegistryLogin() {
        return !isAbsent(image().path("registry"));
    }

    int replicas() {
        return json.path("replicas").asInt(0);
    }

    int minReadySeconds() {
        return json.path("minReadySeconds").asInt(0);
    }

    boolean isReplace() {
        return text("deploymentStrategy").equals("replace");
    }

    boolean isStaticallyNamed() {
        return text("namingStrategy").equals("static");
    }

    String network() {
        String network = text("network");
        return network.isEmpty() ? "haloy" : network;
    }

    List<Domain> domains() {
        List<Domain> domains = new ArrayList<>();
        for (JsonNode domain : json.path("domains")) {
            List<String> aliases = new ArrayList<>();
            domain.path("aliases").forEach(alias -> aliases.add(alias.asText()));
            domains.add(new Domain(domain.path("domain").asText(""), aliases));
        }
        return domains;
    }

    /** Names of volumes that Docker keeps, as opposed to folders of the host. */
    List<String> namedVolumes() {
        List<String> names = new ArrayList<>();
        for (JsonNode volume : json.path("volumes")) {
            String source = volume.asText().substring(0, volume.asText().indexOf(':'));
            if (!source.startsWith("/")) {
                names.add(source.strip());
            }
        }
        return names;
    }
}
