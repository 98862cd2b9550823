package dev.haloy.embedded;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/** A complete deploy request that tests take things away from. */
record DeployBody(String id, ObjectNode root) {
    static DeployBody of(String id, String app) {
        ObjectNode root = World.JSON.createObjectNode();
        root.put("deploymentID", id);
        root.set("targetConfig", target(app));
        root.set("rollbackDeployConfig", target(app));
        return new DeployBody(id, root);
    }

    private static ObjectNode target(String app) {
        ObjectNode target = World.JSON.createObjectNode();
        target.put("name", app).put("server", "haloy.example.test");
        ObjectNode image = target.putObject("image").put("repository", app).put("tag", "v2");
        image.put("pullPolicy", "never")
                .putObject("history")
                .put("strategy", "local")
                .put("count", 6);
        target.put("deploymentStrategy", "rolling").put("healthCheckPath", "/");
        return target.put("minReadySeconds", 0).put("port", "8080").put("replicas", 1);
    }

    DeployBody target(Consumer<ObjectNode> change) {
        change.accept((ObjectNode) root.get("targetConfig"));
        return this;
    }

    DeployBody stored(Consumer<ObjectNode> change) {
        change.accept((ObjectNode) root.get("rollbackDeployConfig"));
        return this;
    }

    DeployBody domain(String domain, String... aliases) {
        return target(target -> {
            ObjectNode entry = target.putArray("domains").addObject().put("domain", domain);
            if (aliases.length > 0) {
                ArrayNode list = entry.putArray("aliases");
                for (String alias : aliases) {
                    list.add(alias);
                }
            }
        });
    }

    DeployBody replicas(int replicas) {
        return target(target -> target.put("replicas", replicas));
    }

    DeployBody replace() {
        return target(target -> target.put("deploymentStrategy", "replace"));
    }

    String json() {
        return root.toString();
    }
}
