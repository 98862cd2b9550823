package dev.haloy.embedded.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a JSON value must look like: its type and, for objects, the only keys it may have. */
final class JsonShape {
    private enum Type {
        TEXT,
        WHOLE_NUMBER,
        YES_OR_NO,
        LIST,
        MAP,
        OBJECT
    }

    private final Type type;
    private final @Nullable JsonShape element;
    private final Map<String, JsonShape> fields = new HashMap<>();
    private final Map<String, String> spellings = new HashMap<>();

    /** Where and how a value differs from its shape. */
    record Mismatch(String path, boolean unknownKey) {
        Mismatch inside(String key) {
            return unknownKey ? this : new Mismatch(path.isEmpty() ? key : key + "." + path, false);
        }
    }

    private JsonShape(Type type, @Nullable JsonShape element) {
        this.type = type;
        this.element = element;
    }

    static JsonShape text() {
        return new JsonShape(Type.TEXT, null);
    }

    static JsonShape wholeNumber() {
        return new JsonShape(Type.WHOLE_NUMBER, null);
    }

    static JsonShape yesOrNo() {
        return new JsonShape(Type.YES_OR_NO, null);
    }

    static JsonShape listOf(JsonShape element) {
        return new JsonShape(Type.LIST, element);
    }

    static JsonShape mapOf(JsonShape element) {
        return new JsonShape(Type.MAP, element);
    }

    static JsonShape object() {
        return new JsonShape(Type.OBJECT, null);
    }

    JsonShape with(String key, JsonShape shape) {
        fields.put(key, shape);
        spellings.put(key.toLowerCase(Locale.ROOT), key);
        return this;
    }

    JsonShape withAll(JsonShape other) {
        other.fields.forEach(this::with);
        return this;
    }

    /** Compares, and gives keys that were written in another case their proper spelling. */
    @Nullable
    Mismatch check(JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        return switch (type) {
            case TEXT -> verdict(node.isTextual());
            case WHOLE_NUMBER -> verdict(node.isIntegralNumber() && node.canConvertToLong());
            case YES_OR_NO -> verdict(node.isBoolean());
            case LIST -> node.isArray() ? checkElements(node) : verdict(false);
            case MAP -> node.isObject() ? checkElements(node) : verdict(false);
            case OBJECT -> node instanceof ObjectNode object ? checkFields(object) : verdict(false);
        };
    }

    private static @Nullable Mismatch verdict(boolean fits) {
        return fits ? null : new Mismatch("", false);
    }

    private @Nullable Mismatch checkElements(JsonNode container) {
        JsonShape expected = element;
        if (expected == null) {
            return null;
        }
        for (JsonNode value : container) {
            Mismatch mismatch = expected.check(value);
            if (mismatch != null) {
                return mismatch;
            }
        }
        return null;
    }

    private @Nullable Mismatch checkFields(ObjectNode object) {
        List<String> misspelt = null;
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            String key = spelling(entry.getKey());
            JsonShape shape = key == null ? null : fields.get(key);
            if (key == null || shape == null) {
                return new Mismatch(entry.getKey(), true);
            }
            Mismatch mismatch = shape.check(entry.getValue());
            if (mismatch != null) {
                return mismatch.inside(key);
            }
            if (!key.equals(entry.getKey())) {
                misspelt = misspelt == null ? new ArrayList<>() : misspelt;
                misspelt.add(entry.getKey());
            }
        }
        if (misspelt != null) {
            misspelt.forEach(key -> object.set(spelling(key), object.remove(key)));
        }
        return null;
    }

    private @Nullable String spelling(String key) {
        return fields.containsKey(key) ? key : spellings.get(key.toLowerCase(Locale.ROOT));
    }
}
