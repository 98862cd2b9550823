package dev.haloy.config;

import dev.haloy.config.KeyInfo.Section;
import dev.haloy.config.LoadedConfig.Format;
import java.util.ArrayList;
import java.util.List;

/** Writes the reference page of all keys. */
final class KeyReference {
    private static final String INTRODUCTION = """
            # Every key of the configuration

            This page is made from the table of keys that reads the files; do not edit it. Write it anew with
            `mvn test -pl embedded,core -Dtest=KeyReferenceTest -Dhaloy.docs.write=true`.

            YAML and TOML spell keys in snake case, JSON in camel case; where a key has two names below, the second one is JSON's.
            A key without a value, and an empty string, count as not written. An empty list is written, and clears an inherited one;
            only `env` cannot be cleared.

            How a target's value and the top level's become one:

            | word | means |
            |---|---|
            | replaced | the target's value, if it has one, replaces the inherited one as a whole |
            | by name | entry by entry: one of the same name replaces the inherited one, others are added |
            | field by field | key by key, each by its own rule |
            | top level | targets do not have it |

            The same table gives the JSON Schema that `haloy schema` prints, for completion and checks in an editor.
            """;

    private KeyReference() {}

    static String page() {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        for (Section section : Section.values()) {
            page.append("\n## ").append(title(section)).append("\n\n");
            page.append("| key | holds | a target's and the top level's | |\n|---|---|---|---|\n");
            KeyTable.keys(section).forEach(key -> page.append(row(key)));
        }
        return page.toString();
    }

    private static String title(Section section) {
        String title = section.title();
        return switch (section) {
            case VALUE_SOURCE ->
                "A value: `api_token`, a registry's `username` and `password`, variables and arguments";
            case ENV -> "A variable: an entry of `env`";
            case BUILD_ARG -> "A build argument";
            default -> Character.toUpperCase(title.charAt(0)) + title.substring(1);
        };
    }

    private static String row(KeyInfo key) {
        String json = key.name(Format.JSON);
        String names = "`" + key.name() + "`" + (json.equals(key.name()) ? "" : " `" + json + "`");
        return "| " + names + " | " + holds(key) + " | " + merge(key) + " | " + text(key) + " |\n";
    }

    private static String holds(KeyInfo key) {
        Limits limits = key.limits();
        List<String> parts = new ArrayList<>(List.of(key.type()));
        if (!limits.words().isEmpty()) {
            parts.add("`" + String.join("`, `", limits.words()) + "`");
        }
        limits.min()
                .ifPresent(min -> parts.add(
                        limits.max().orElse(Integer.MAX_VALUE) == Integer.MAX_VALUE
                                ? "at least " + min
                                : min + " to " + limits.max().getAsInt()));
        return String.join("; ", parts);
    }

    private static String merge(KeyInfo key) {
        return switch (key.merge()) {
            case TOP_LEVEL_ONLY -> "top level";
            case REPLACE -> "replaced";
            case BY_NAME -> "by name";
            case FIELD_BY_FIELD -> "field by field";
        };
    }

    private static String text(KeyInfo key) {
        return (key.aliasOf().map(other -> "Another name of `" + other + "`. ").orElse("")
                        + key.doc()
                        + key.since()
                                .map(version -> " Since server " + version + ".")
                                .orElse("")
                        + key.until()
                                .map(version -> " Until server " + version + ".")
                                .orElse("")
                        + (key.secret() ? " Never shown." : ""))
                .replace("|", "\\|");
    }
}
