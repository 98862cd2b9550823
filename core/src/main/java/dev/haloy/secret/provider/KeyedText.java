package dev.haloy.secret.provider;

import dev.haloy.internal.dotenv.DotEnv;
import java.util.Map;
import java.util.Optional;

/** The values of a text in YAML, JSON or of variables, by key. */
final class KeyedText {
    private KeyedText() {}

    /** The format that the ending of a file name, in lower case, tells. */
    static Optional<String> formatOf(String name) {
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return Optional.of("yaml");
        }
        if (name.endsWith(".json")) {
            return Optional.of("json");
        }
        return name.endsWith(".env") || name.endsWith(".dotenv") ? Optional.of("dotenv") : Optional.empty();
    }

    static Map<String, String> values(String format, String text) throws FlattenedKeys.UnusableException {
        return switch (format) {
            case "json" -> JsonKeys.flatten(text);
            case "dotenv" -> dotenv(text);
            default -> YamlKeys.flatten(text);
        };
    }

    private static Map<String, String> dotenv(String text) throws FlattenedKeys.UnusableException {
        DotEnv parsed = DotEnv.parse(text);
        if (parsed.mistake().isPresent()) {
            DotEnv.Remark mistake = parsed.mistake().get();
            throw new FlattenedKeys.UnusableException("line " + mistake.line() + ": " + mistake.text());
        }
        return parsed.values();
    }
}
