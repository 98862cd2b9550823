package dev.haloy.resolve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** Makes two models comparable, as the vectors' README says. */
public final class Normalised {
    private Normalised() {}

    public static JsonNode target(JsonNode target) {
        ObjectNode copy = (ObjectNode) value(target);
        JsonNode builder = copy.path("image").path("buildConfig");
        if (builder.isObject() && !builder.has("platform")) {
            ((ObjectNode) builder).put("platform", "linux/amd64");
            return value(copy);
        }
        return copy;
    }

    private static JsonNode value(JsonNode node) {
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> array.add(value(element)));
            return array;
        }
        return node.isObject() ? object(node) : node;
    }

    private static JsonNode object(JsonNode node) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        node.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            boolean nothing = value.isNull()
                    || (value.isTextual() && value.asText().isEmpty())
                    || (value.isArray() && value.isEmpty())
                    || (entry.getKey().equals("buildArg") && !value.asBoolean());
            if (!nothing) {
                sorted.put(entry.getKey(), value(value));
            }
        });
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        sorted.forEach(object::set);
        return object;
    }
}
