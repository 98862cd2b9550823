package dev.haloy.secret.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haloy.config.OnePasswordSource;
import dev.haloy.error.KeyPath;
import dev.haloy.world.Environment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one item through the 1Password command line tool. */
final class OnePassword implements SecretSource {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final OnePasswordSource source;
    private final KeyPath path;

    OnePassword(OnePasswordSource source, KeyPath path) {
        this.source = source;
        this.path = path;
    }

    @Override
    public Map<String, String> fetch(Commands commands, Environment environment) throws LookupException {
        String vault = required("vault", source.vault().orElse(""));
        String item = required("item", source.item().orElse(""));
        String account = harmless("account", source.account().orElse(""));
        List<String> arguments =
                new ArrayList<>(List.of("op", "item", "get", item, "--vault", vault, "--format", "json"));
        if (!account.isEmpty()) {
            arguments.addAll(List.of("--account", account));
        }
        return fields(commands.output(arguments, environment));
    }

    private String required(String key, String text) throws LookupException {
        if (text.isEmpty()) {
            throw LookupException.definition(path.key(key), "the " + key + " of the 1Password item is missing");
        }
        return harmless(key, text);
    }

    /** A text that begins with a hyphen would be taken for an option of the tool. */
    private String harmless(String key, String text) throws LookupException {
        if (text.startsWith("-")) {
            throw LookupException.definition(path.key(key), "the " + key + " must not begin with a hyphen");
        }
        return text;
    }

    private static Map<String, String> fields(String output) throws LookupException {
        JsonNode item;
        try {
            item = JSON.readTree(output);
        } catch (JsonProcessingException e) {
            throw LookupException.reference("4.4", "op did not print JSON");
        }
        if (!item.isObject()) {
            throw LookupException.reference("4.4", "op did not print a JSON object");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (JsonNode field : item.path("fields")) {
            values.put(field.path("label").asText(""), field.path("value").asText(""));
        }
        return values;
    }
}
