package dev.haloy.embedded.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The answer that lists what can be rolled back to. */
final class RollbackText {
    private RollbackText() {}

    static StringBuilder of(List<HistoryRows.Row> rows, Dialect dialect) {
        if (rows.isEmpty()) {
            return new StringBuilder("{\"targets\":null}");
        }
        String config = dialect.since(12) ? "RawDeployConfig" : "RawAppConfig";
        StringBuilder out = new StringBuilder(1024).append("{\"targets\":[");
        String separator = "";
        for (HistoryRows.Row row : rows) {
            JsonText.quote(out.append(separator).append("{\"DeploymentID\":"), row.deploymentId());
            JsonText.quote(out.append(",\"ImageID\":\"\",\"ImageRef\":"), row.imageReference());
            JsonText.tree(out.append(",\"").append(config).append("\":"), deployed(row));
            out.append('}');
            separator = ",";
        }
        return out.append("]}");
    }

    /** The stored config, but with the image that was deployed. */
    private static JsonNode deployed(HistoryRows.Row row) {
        JsonNode config = row.config().deepCopy();
        if (config.path("image") instanceof ObjectNode image) {
            image.put("repository", row.app());
            image.put("tag", row.deploymentId());
        }
        return config;
    }
}
