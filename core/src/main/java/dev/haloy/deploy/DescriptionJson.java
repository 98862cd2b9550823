package dev.haloy.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.client.DeploymentId;
import dev.haloy.internal.json.Json;
import dev.haloy.resolve.ResolvedTarget.History;
import dev.haloy.resolve.Snapshot;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalInt;

/** What was sent and what was kept, as JSON and back. */
final class DescriptionJson {
    private DescriptionJson() {}

    static void write(ObjectNode node, Fact.Described fact) {
        node.put("target", fact.target());
        ObjectNode settings = node.putObject("settings");
        fact.settings().settings().forEach(settings::put);
        ArrayNode withheld = node.putArray("withheld");
        fact.settings().withheld().forEach(withheld::add);
        fact.imageId().ifPresent(id -> node.put("imageId", id));
        fact.digest().ifPresent(digest -> node.put("digest", digest));
    }

    static Fact.Described described(Instant at, JsonNode node) {
        Snapshot settings =
                new Snapshot(Json.textMap(node, "settings"), new LinkedHashSet<>(Json.texts(node, "withheld")));
        return new Fact.Described(
                at, node.path("target").asText(""), settings, Json.text(node, "imageId"), Json.text(node, "digest"));
    }

    static void write(ObjectNode node, WayBack.Kept kept) {
        ArrayNode ids = node.putArray("kept");
        kept.ids().forEach(id -> ids.add(id.value()));
        kept.history().ifPresent(history -> node.put("history", history));
        kept.image().ifPresent(image -> node.put("image", image));
        kept.problem().ifPresent(problem -> node.put("problem", problem));
    }

    static WayBack.Kept kept(JsonNode node) {
        return new WayBack.Kept(
                Json.texts(node, "kept").stream().map(DeploymentId::new).toList(),
                Json.text(node, "history"),
                Json.text(node, "image"),
                Json.text(node, "problem"));
    }

    static void write(ObjectNode node, WayBack.Means means) {
        means.obstacle().ifPresent(obstacle -> node.put("obstacle", obstacle));
        node.put("history", means.history().strategy());
        means.history().count().ifPresent(count -> node.put("count", count));
    }

    static WayBack.Means means(JsonNode node) {
        OptionalInt count =
                node.has("count") ? OptionalInt.of(node.path("count").asInt()) : OptionalInt.empty();
        return new WayBack.Means(
                Json.text(node, "obstacle"), new History(node.path("history").asText(""), count, Optional.empty()));
    }
}
