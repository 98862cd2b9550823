package dev.haloy.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.client.DeploymentId;
import dev.haloy.deploy.RunSpec.Pin;
import dev.haloy.internal.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A plan that can be written down and applied later, also by another process: what it saw on every server, and a fingerprint of
 * what it would deploy. Holds no secret and no setting. Immutable.
 */
public final class SavedPlan {
    private static final String KIND = "haloyPlan";
    private static final int FORMAT = 1;

    private final Map<String, Pin> pins;
    private final Optional<Release> promoted;

    SavedPlan(Map<String, Pin> pins, Optional<Release> promoted) {
        this.pins = new LinkedHashMap<>(pins);
        this.promoted = promoted;
    }

    /** The targets, in declared order. */
    public List<String> targets() {
        return List.copyOf(pins.keySet());
    }

    /** The image that the targets are to be given in place of their own, if the plan is one of a promotion. */
    public Optional<Release> promoted() {
        return promoted;
    }

    Map<String, Pin> pins() {
        return pins;
    }

    /** A line of JSON. */
    public String toJson() {
        ObjectNode json = Json.object().put(KIND, FORMAT);
        promoted.ifPresent(release -> json.set("promoted", release.toJson()));
        ArrayNode targets = json.putArray("targets");
        pins.forEach((key, pin) -> {
            ObjectNode target = targets.addObject().put("target", key).put("content", pin.content());
            pin.id().ifPresent(id -> target.put("running", id.value()));
        });
        return Json.line(json);
    }

    /**
     * Reads what {@link #toJson()} wrote.
     *
     * @throws RunRefusedException if the text is not a plan, or one of another format
     */
    public static SavedPlan parse(String json) {
        JsonNode node = Json.parse(json)
                .filter(read -> read.path(KIND).isInt())
                .orElseThrow(
                        () -> new RunRefusedException("this is not a plan that haloy has written; nothing was sent"));
        if (node.path(KIND).asInt() != FORMAT) {
            throw new RunRefusedException("this plan has format " + node.path(KIND) + ", and this version reads format "
                    + FORMAT + "; make a new plan, nothing was sent");
        }
        Map<String, Pin> pins = new LinkedHashMap<>();
        node.path("targets").forEach(target -> {
            Optional<DeploymentId> running = Json.text(target, "running").map(DeploymentId::new);
            pins.put(
                    target.path("target").asText(),
                    new Pin(running, target.path("content").asText()));
        });
        return new SavedPlan(pins, Release.read(node.path("promoted")));
    }
}
