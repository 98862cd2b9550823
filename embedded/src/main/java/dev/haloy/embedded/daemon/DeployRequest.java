package dev.haloy.embedded.daemon;

import com.fasterxml.jackson.databind.JsonNode;

/** A deploy request whose keys and types are right. */
record DeployRequest(String deploymentId, Target target, Target stored, boolean rollback) {
    static DeployRequest of(JsonNode body) {
        JsonNode stored = body.path("rollbackDeployConfig");
        return new DeployRequest(
                body.path("deploymentID").asText(""),
                new Target(body.path("targetConfig")),
                new Target(stored.isMissingNode() ? body.path("rollbackAppConfig") : stored),
                false);
    }

    /** Whether the stored config has an image but not the history that the clean-up relies on. */
    boolean hasIncompleteHistory() {
        if (!stored.hasImage()) {
            return false;
        }
        if (Target.isAbsent(stored.history())) {
            return true;
        }
        boolean counted = !stored.historyStrategy().equals("none");
        return counted && Target.isAbsent(stored.history().path("count"));
    }
}
