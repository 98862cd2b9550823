package dev.haloy.resolve;

import dev.haloy.secret.Secret;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Masked values as short texts. */
final class SettingText {
    private SettingText() {}

    /** The value in one line. */
    static String of(Object value) {
        if (value instanceof Map<?, ?> map) {
            return isSource(map) ? source(map) : object(map);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(SettingText::element).collect(Collectors.joining(", ", "[", "]"));
        }
        return value.equals("") ? "\"\"" : value.toString().replace("\n", "\\n");
    }

    /** Whether what it will be is not in the file, or is not shown. */
    static boolean isSecret(Object value) {
        return value instanceof Map<?, ?> map
                ? isSource(map) && (map.containsKey("from") || Secret.MASK.equals(map.get("value")))
                : Secret.MASK.equals(value);
    }

    /** Whether it is a thing that has a value from somewhere: a variable, a build argument, a credential. */
    static boolean isSource(Map<?, ?> map) {
        return map.containsKey("value") || map.containsKey("from");
    }

    private static String source(Map<?, ?> map) {
        Object value = map.get("value");
        if (value != null) {
            return of(value);
        }
        return map.get("from") instanceof Map<?, ?> from && !from.isEmpty()
                ? from.entrySet().stream()
                        .map(entry -> (entry.getKey().equals("env") ? "from the variable " : "from the secret ")
                                + entry.getValue())
                        .collect(Collectors.joining(" and "))
                : "from nowhere";
    }

    private static String object(Map<?, ?> map) {
        return map.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + of(entry.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String element(Object element) {
        return element instanceof Map<?, ?> map && map.get("name") instanceof String name ? name : of(element);
    }
}
