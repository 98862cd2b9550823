package dev.haloy.embedded.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.embedded.docker.DockerEngine;
import dev.haloy.embedded.docker.Images;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The deployments that could be rolled back to, kept in the daemon's database. */
final class HistoryRows {
    private static final int LISTED = 50;

    private final Map<String, Row> rows = new TreeMap<>(Comparator.reverseOrder());

    /** What is kept of one deployment: its config as received, and the image it runs from. */
    record Row(String deploymentId, String app, JsonNode config, String imageReference) {
        /** Of a deployment without anything special. */
        static Row plain(String app, String id, String image, String server) {
            ObjectNode config = JsonNodeFactory.instance.objectNode();
            config.put("name", app).put("server", server).put("deploymentStrategy", "rolling");
            config.put("healthCheckPath", "/")
                    .put("minReadySeconds", 0)
                    .put("port", "8080")
                    .put("replicas", 1);
            int colon = image.lastIndexOf(':');
            ObjectNode stored = config.putObject("image");
            stored.put("repository", image.substring(0, colon)).put("tag", image.substring(colon + 1));
            stored.putObject("history").put("strategy", "local").put("count", 6);
            return new Row(id, app, config, app + ":" + id);
        }

        String strategy() {
            return config.path("image").path("history").path("strategy").asText("");
        }
    }

    /** Stores a row unless the id has one already; false in that case. */
    boolean add(Row row) {
        return rows.putIfAbsent(row.deploymentId(), row) == null;
    }

    /** Keeps the newest rows of an app; their images too, or with {@code keepImages} false only the newest one. */
    void prune(String app, int count, boolean keepImages, Images images) {
        List<Row> own = of(app);
        for (int i = 0; i < own.size(); i++) {
            if (i >= count) {
                rows.remove(own.get(i).deploymentId());
            }
            if (i >= (keepImages ? count : 1)) {
                images.untag(own.get(i).imageReference());
            }
        }
    }

    /** What an app can be rolled back to, newest first: not what runs, and nothing whose local image is gone. */
    List<Row> rollbackTargets(String app, DockerEngine docker) {
        String running = docker.runningOf(app).stream()
                .map(container -> container.spec().deploymentId())
                .max(String::compareTo)
                .orElse("");
        Set<String> tags = docker.images().tags();
        List<Row> found = new ArrayList<>();
        for (Row row : of(app)) {
            boolean gone = row.strategy().equals("local") && !tags.contains(row.imageReference());
            if (found.size() < LISTED && !row.deploymentId().equals(running) && !gone) {
                found.add(row);
            }
        }
        return found;
    }

    /** Rows of all apps. */
    List<Row> all() {
        return new ArrayList<>(rows.values());
    }

    /** Rows of an app, newest first. */
    List<Row> of(String app) {
        List<Row> own = new ArrayList<>();
        for (Row row : rows.values()) {
            if (row.app().equals(app)) {
                own.add(row);
            }
        }
        return own;
    }
}
