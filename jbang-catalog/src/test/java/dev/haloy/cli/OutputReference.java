package dev.haloy.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haloy.deploy.DeployEvent;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The page about what commands print for programs, made from the schema and from the events of the library. */
final class OutputReference {
    private static final Map<String, String> TITLES = Map.of(
            "event", "Events",
            "log-event", "Lines of logs",
            "failure", "When there is no result");
    private static final String INTRODUCTION = """
            # What commands print for programs

            `--output json` prints exactly one object on standard output; progress and errors, meant for people, are on standard error.
            `--output jsonl` prints one object a line: events while something goes on, and last the object that `--output json` would have
            printed. Every object of a command has `command`, and but for those that are printed before the end (`tunnel`, `dev-server`,
            `server logs`) `exitStatus`. A `?` behind a key says that it may be missing. Times are in UTC, durations in milliseconds. New
            keys may come with new versions; what there is keeps its meaning.

            `haloy schema --of output` prints the JSON Schema of all of it; `$defs` has one for each object below. This page is made from it:
            `mvn test -Dtest=OutputSchemaTest -Dhaloy.docs.write=true` writes it anew.
            """;

    private final JsonNode schema;
    private final StringBuilder page = new StringBuilder(INTRODUCTION);

    private OutputReference(JsonNode schema) {
        this.schema = schema;
    }

    static String of(JsonNode schema) {
        OutputReference reference = new OutputReference(schema);
        schema.get("anyOf").forEach(each -> reference.object(target(each)));
        return reference.page.toString();
    }

    private static String target(JsonNode ref) {
        return ref.get("$ref").asText().substring("#/$defs/".length());
    }

    private void object(String name) {
        JsonNode object = schema.at("/$defs/" + name);
        page.append("\n## ").append(title(name, object)).append("\n\n");
        page.append(object.get("description").asText()).append("\n");
        if (name.equals("event")) {
            events();
        } else if (object.has("oneOf")) {
            object.get("oneOf").forEach(this::table);
        } else {
            table(object);
        }
    }

    private static String title(String name, JsonNode object) {
        JsonNode command = object.at("/properties/command");
        if (command.has("enum")) {
            return StreamSupport.stream(command.get("enum").spliterator(), false)
                    .map(each -> "`" + each.asText() + "`")
                    .collect(Collectors.joining(", "));
        }
        return TITLES.getOrDefault(name, "`" + command.path("const").asText(name) + "`");
    }

    private void table(JsonNode object) {
        page.append("\n| key | type | meaning |\n|---|---|---|\n");
        rows("", object);
    }

    private void rows(String before, JsonNode object) {
        for (Map.Entry<String, JsonNode> property : object.path("properties").properties()) {
            JsonNode value = property.getValue();
            if (before.isEmpty() && List.of("command", "exitStatus").contains(property.getKey())) {
                continue;
            }
            boolean always = StreamSupport.stream(object.path("required").spliterator(), false)
                    .anyMatch(key -> key.asText().equals(property.getKey()));
            String key = before + property.getKey();
            JsonNode described = value.has("$ref") ? schema.at("/$defs/" + target(value)) : value;
            page.append("| `%s`%s | %s | %s |\n"
                    .formatted(key, always ? "" : "?", type(value), meaning(property.getKey(), described)));
            nested(key, value);
        }
    }

    private static String meaning(String key, JsonNode described) {
        String text = described.path("description").asText();
        return described.has("const") && key.equals("event")
                ? "`" + described.get("const").asText() + "`: " + text
                : text;
    }

    private void nested(String key, JsonNode value) {
        if (value.path("items").has("properties")) {
            rows(key + "[].", value.get("items"));
        } else if (value.has("properties")) {
            rows(key + ".", value);
        }
    }

    private String type(JsonNode value) {
        if (value.has("$ref")) {
            return target(value);
        }
        if (value.has("enum")) {
            return StreamSupport.stream(value.get("enum").spliterator(), false)
                    .map(each -> "`" + each.asText() + "`")
                    .collect(Collectors.joining(" "));
        }
        if (value.has("items")) {
            return "list of " + type(value.get("items"));
        }
        if (value.path("format").asText().equals("date-time")) {
            return "time";
        }
        boolean maybeNull = value.path("type").isArray();
        return maybeNull ? "string or null" : value.path("type").asText("string");
    }

    private void events() {
        page.append("\n| event | keys besides `event` and `at` |\n|---|---|\n");
        Arrays.stream(DeployEvent.class.getPermittedSubclasses())
                .filter(type -> type != DeployEvent.RunFinished.class)
                .sorted(Comparator.comparing(EventJson::name))
                .forEach(type -> page.append("| `%s` | %s |\n".formatted(EventJson.name(type), keys(type))));
        page.append("\nInstead of `run_finished` the object of the command comes last.\n");
    }

    private static String keys(Class<?> event) {
        TreeSet<String> keys = new TreeSet<>();
        for (RecordComponent part : event.getRecordComponents()) {
            switch (part.getName()) {
                case "at" -> {}
                case "duration", "delay" -> keys.add("`millis`");
                case "outcome" -> keys.addAll(List.of("`outcome`", "`summary`", "and what the outcome knows"));
                default -> keys.add("`" + part.getName() + "`");
            }
        }
        return keys.isEmpty() ? "none" : String.join(", ", keys);
    }
}
