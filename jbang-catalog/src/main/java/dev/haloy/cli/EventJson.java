package dev.haloy.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.deploy.DeployEvent;
import dev.haloy.verdict.Outcome;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An event of a run as one JSON object: {@code event} says which, the other keys are the parts of the event, times in
 * milliseconds. Made from the records themselves, so that an event that is new to the library is not missing here.
 */
final class EventJson {
    private EventJson() {}

    static ObjectNode of(DeployEvent event) {
        ObjectNode json = Json.object().put("event", name(event.getClass()));
        for (RecordComponent part : event.getClass().getRecordComponents()) {
            put(json, part.getName(), value(event, part));
        }
        return json;
    }

    /** The word for a kind of event, such as {@code target_finished}. */
    static String name(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=.)(?=\\p{Lu})", "_").toLowerCase(Locale.ROOT);
    }

    private static void put(ObjectNode json, String key, Object value) {
        Object given = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        if (given instanceof Outcome outcome) {
            DeployJson.outcome(json, outcome);
        } else if (given instanceof Duration duration) {
            json.put("millis", duration.toMillis());
        } else if (given != null) {
            json.set(key, simple(given));
        }
    }

    private static JsonNode simple(Object value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (value instanceof Boolean flag) {
            return nodes.booleanNode(flag);
        }
        if (value instanceof Number number) {
            return nodes.numberNode(number.longValue());
        }
        if (value instanceof Collection<?> list) {
            return Json.strings(list.stream().map(String::valueOf).toList());
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode fields = Json.object();
            map.forEach((key, each) -> fields.put(String.valueOf(key), String.valueOf(each)));
            return fields;
        }
        return nodes.textNode(String.valueOf(value));
    }

    private static Object value(DeployEvent event, RecordComponent part) {
        try {
            return part.getAccessor().invoke(event);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
