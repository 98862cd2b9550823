package dev.haloy.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.internal.json.Json;
import java.time.Instant;

/** Facts about images as JSON and back. */
final class ImageFactJson {
    private ImageFactJson() {}

    static void write(ObjectNode node, Fact.OfImage fact) {
        if (fact instanceof Fact.DockerAsked f) {
            f.problem().ifPresent(problem -> node.put("problem", problem));
        } else if (fact instanceof Fact.ImageBuilt f) {
            node.put("image", f.image()).put("id", f.id());
        } else if (fact instanceof Fact.BuildFailed f) {
            node.put("image", f.image()).put("reason", f.reason());
        } else if (fact instanceof Fact.ImageSent f) {
            node.put("image", f.image()).put("server", f.server());
            node.put("bytesSent", f.bytesSent()).put("bytesSaved", f.bytesSaved());
        } else if (fact instanceof Fact.SendFailed f) {
            node.put("image", f.image()).put("server", f.server()).put("reason", f.reason());
        } else if (fact instanceof Fact.PushIntended f) {
            node.put("image", f.image()).put("registry", f.registry());
        } else if (fact instanceof Fact.PushEnded f) {
            node.put("image", f.image()).put("registry", f.registry());
            f.problem().ifPresent(problem -> node.put("problem", problem));
        }
    }

    /** The fact that an object stands for; an unknown one is an {@link IllegalArgumentException}. */
    static Fact read(String kind, Instant at, JsonNode node) {
        String image = text(node, "image");
        return switch (kind) {
            case "DockerAsked" -> new Fact.DockerAsked(at, Json.text(node, "problem"));
            case "ImageBuilt" -> new Fact.ImageBuilt(at, image, text(node, "id"));
            case "BuildFailed" -> new Fact.BuildFailed(at, image, text(node, "reason"));
            case "ImageSent" ->
                new Fact.ImageSent(
                        at,
                        image,
                        text(node, "server"),
                        node.path("bytesSent").asLong(),
                        node.path("bytesSaved").asLong());
            case "SendFailed" -> new Fact.SendFailed(at, image, text(node, "server"), text(node, "reason"));
            case "PushIntended" -> new Fact.PushIntended(at, image, text(node, "registry"));
            case "PushEnded" -> new Fact.PushEnded(at, image, text(node, "registry"), Json.text(node, "problem"));
            default -> throw new IllegalArgumentException("a fact of the unknown kind '" + kind + "'");
        };
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).asText("");
    }
}
