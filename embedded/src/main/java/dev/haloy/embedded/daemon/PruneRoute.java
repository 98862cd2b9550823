package dev.haloy.embedded.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haloy.embedded.docker.DockerEngine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Takes the names of old versions away from their images, or says which it would take. */
final class PruneRoute {
    private static final JsonShape SHAPE = JsonShape.object()
            .with("appName", JsonShape.text())
            .with("keep", JsonShape.wholeNumber())
            .with("apply", JsonShape.yesOrNo());

    private final DockerEngine docker;

    PruneRoute(DockerEngine docker) {
        this.docker = docker;
    }

    Route route() {
        return Route.postWithBody("/v1/images/prune", this::prune);
    }

    private void prune(Route.Call call, byte[] body) {
        try {
            JsonNode json = StrictJson.read(body, SHAPE);
            String app = json.path("appName").asText("");
            int keep = json.path("keep").asInt(0);
            if (app.isEmpty() || keep < 0) {
                throw new BadRequestException("appName must be given, and keep must not be negative");
            }
            if (!docker.isReachable()) {
                call.reply().error(500, "the images cannot be listed");
                return;
            }
            boolean apply = json.path("apply").asBoolean(false);
            Set<String> running = runningIds(app);
            List<String> removable = removable(app, keep, running);
            if (apply) {
                removable.forEach(docker.images()::untag);
            }
            call.reply().json(text(app, keep, apply, running, removable));
        } catch (BadRequestException bad) {
            call.reply().error(bad);
        }
    }

    private Set<String> runningIds(String app) {
        Set<String> ids = new TreeSet<>(Comparator.reverseOrder());
        docker.runningOf(app).forEach(container -> ids.add(container.spec().deploymentId()));
        return ids;
    }

    /** All but the newest and the running ones, newest first. */
    private List<String> removable(String app, int keep, Set<String> running) {
        List<String> own = new ArrayList<>();
        for (String tag : docker.images().tags()) {
            if (tag.startsWith(app + ":") && !tag.equals(app + ":latest")) {
                own.add(tag);
            }
        }
        own.sort(Comparator.reverseOrder());
        List<String> old = new ArrayList<>(own.subList(Math.min(keep, own.size()), own.size()));
        old.removeIf(tag -> running.contains(tag.substring(app.length() + 1)));
        return old;
    }

    private static StringBuilder text(
            String app, int keep, boolean applied, Set<String> running, List<String> removable) {
        StringBuilder out = JsonText.quote(new StringBuilder("{\"appName\":"), app);
        out.append(",\"keep\":").append(keep).append(",\"applied\":").append(applied);
        if (!running.isEmpty()) {
            JsonText.quoteAll(out.append(",\"runningDeploymentIds\":"), List.copyOf(running));
        }
        out.append(",\"tags\":[");
        String separator = "";
        for (String tag : removable) {
            JsonText.quote(out.append(separator).append("{\"tag\":"), tag);
            JsonText.quote(out.append(",\"deploymentId\":"), tag.substring(app.length() + 1))
                    .append('}');
            separator = ",";
        }
        return out.append("]}");
    }
}
