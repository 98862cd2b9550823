package dev.haloy.embedded.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haloy.embedded.docker.Images;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The deployments that could be rolled back to, kept in the daemon's database. */
final class HistoryRows {
    private final Map<String, Row> rows = new TreeMap<>(Comparator.reverseOrder());

    /** What is kept of one deployment: its config as received, and the image it runs from. */
    record Row(String deploymentId, String app, JsonNode config, String imageReference) {}

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
