package dev.haloy.internal.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** JSON trees, and what can be read from them leniently: a missing or odd value is an absent one. */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /** An empty object. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Parses; empty if it is not JSON. */
    public static Optional<JsonNode> parse(byte[] bytes) {
        try {
            return Optional.ofNullable(MAPPER.readTree(bytes));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Parses; empty if it is not JSON. */
    public static Optional<JsonNode> parse(String text) {
        try {
            return Optional.ofNullable(MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** UTF-8 bytes. */
    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree made here cannot be written", e);
        }
    }

    /** One line of text. */
    public static String line(JsonNode node) {
        return node.toString();
    }

    /** A string member that is there and not empty. */
    public static Optional<String> text(JsonNode node, String key) {
        return Optional.ofNullable(node.get(key))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(value -> !value.isEmpty());
    }

    /** A boolean member that is there and true. */
    public static boolean isTrue(JsonNode node, String key) {
        JsonNode value = node.get(key);
        return value != null && value.isBoolean() && value.booleanValue();
    }

    /** The strings of a list member; empty if there is none. */
    public static List<String> texts(JsonNode node, String key) {
        List<String> texts = new ArrayList<>();
        JsonNode list = node.get(key);
        if (list != null && list.isArray()) {
            list.forEach(element -> texts.add(element.asText()));
        }
        return texts;
    }

    /** The members of an object member as text, in their order. */
    public static Map<String, String> textMap(JsonNode node, String key) {
        Map<String, String> map = new LinkedHashMap<>();
        JsonNode object = node.get(key);
        if (object != null && object.isObject()) {
            object.properties()
                    .forEach(
                            member -> map.put(member.getKey(), member.getValue().asText()));
        }
        return map;
    }
}
