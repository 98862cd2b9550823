package dev.haloy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Whether what a command prints for programs is what the schema in the jar promises. */
final class DocumentedOutput {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNode SCHEMA = read();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Map<String, Schema> VALIDATORS = new ConcurrentHashMap<>();

    private DocumentedOutput() {}

    static JsonNode schema() {
        return SCHEMA;
    }

    private static JsonNode read() {
        try (InputStream in =
                Objects.requireNonNull(DocumentedOutput.class.getResourceAsStream("output.schema.json"))) {
            return MAPPER.readTree(in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Holds standard output against the schema, if these arguments ask for JSON; gives the objects. */
    static List<JsonNode> check(String out, String... args) {
        List<String> words = List.of(args);
        int at = words.indexOf("--output");
        boolean json =
                at >= 0 && at + 1 < words.size() && words.get(at + 1).startsWith("json") && !args[0].startsWith("_");
        List<JsonNode> objects = json ? objects(out) : List.of();
        for (JsonNode object : objects) {
            assertThat(validator(name(object)).validate(object))
                    .as("%s prints what output.schema.json does not allow:%n%s", words, object.toPrettyString())
                    .isEmpty();
        }
        return objects;
    }

    /** Which definition an object must fit. */
    static String name(JsonNode object) {
        if (object.has("error")) {
            return "failure";
        }
        if (object.has("event")) {
            return object.get("event").asText().startsWith("log_") ? "log-event" : "event";
        }
        String command = object.path("command").asText().replace(' ', '-');
        if (command.equals("promote")) {
            return object.has("runId") ? "deploy" : "plan";
        }
        boolean followed = List.of("demo", "resume", "attach", "rollback").contains(command);
        return followed ? "deploy" : command;
    }

    private static Schema validator(String name) {
        return VALIDATORS.computeIfAbsent(name, key -> {
            ObjectNode schema = ((ObjectNode) SCHEMA).deepCopy();
            schema.remove("anyOf");
            return REGISTRY.getSchema(schema.put("$ref", "#/$defs/" + key));
        });
    }

    private static List<JsonNode> objects(String out) {
        try (var values = MAPPER.readerFor(JsonNode.class).<JsonNode>readValues(out)) {
            List<JsonNode> objects = new ArrayList<>();
            values.forEachRemaining(objects::add);
            return objects;
        } catch (IOException e) {
            throw new AssertionError("standard output is not JSON alone:\n" + out, e);
        }
    }
}
