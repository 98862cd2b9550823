package dev.haloy.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.config.LoadedConfig.Format;
import dev.haloy.internal.json.Json;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes the schema of {@link ConfigSchema}. Types and keys hold everywhere. Rules hold where a value certainly counts: in a target,
 * and at the top level of a file without targets. What a top level says and every target overrules may be anything.
 */
final class SchemaGenerator {
    private static final String DEFINITIONS = "$defs";
    private static final String PROPERTIES = "properties";

    private final Format format;
    private final ObjectNode definitions = Json.object();

    private SchemaGenerator(Format format) {
        this.format = format;
    }

    static String generate(Format format) {
        return new SchemaGenerator(format).schema().toPrettyString().replace(System.lineSeparator(), "\n") + "\n";
    }

    private ObjectNode schema() {
        ObjectNode schema = Json.object()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", "Haloy configuration")
                .put(
                        "description",
                        "What is deployed where. Keys are spelled as in "
                                + (format == Format.JSON ? "haloy.json." : "haloy.yaml and haloy.toml."));
        schema.setAll(shape(Keys.APP_OBJECT));
        ObjectNode rules = rules(TargetKeys.TARGET_OBJECT);
        exclusion(TargetKeys.TARGET_OBJECT).ifPresent(excluded -> schema.set("not", excluded));
        ObjectNode several = Json.object();
        several.putObject(PROPERTIES).putObject("targets").put("type", "object").put("minProperties", 1);
        several.putArray("required").add("targets");
        schema.set("if", several);
        schema.putObject("then").putObject(PROPERTIES).putObject("targets").set("additionalProperties", rules);
        ObjectNode single = schema.putObject("else");
        single.setAll(rules);
        single.putArray("required").add("name");
        single.putObject(PROPERTIES).set("name", typed("string").put("minLength", 1));
        schema.set(DEFINITIONS, definitions);
        return schema;
    }

    private ObjectNode shape(ObjectType<?, ?> object) {
        ObjectNode shape = Json.object().put("type", "object");
        ObjectNode properties = shape.putObject(PROPERTIES);
        for (Key<?, ?, ?> key : object.keys()) {
            ObjectNode property = orNull(value(key.type()));
            property.put("description", description(key.info()));
            if (key.info().until().isPresent() || key.info().aliasOf().isPresent()) {
                property.put("deprecated", true);
            }
            properties.set(key.info().name(format), property);
        }
        return shape.put("additionalProperties", false);
    }

    private static String description(KeyInfo info) {
        return info.doc()
                + info.aliasOf().map(other -> " Another name of " + other + ".").orElse("")
                + info.since().map(version -> " Since server " + version + ".").orElse("")
                + info.until().map(version -> " Until server " + version + ".").orElse("");
    }

    private ObjectNode value(ValueType<?> type) {
        if (type instanceof ObjectType<?, ?> object) {
            return reference(object);
        }
        if (type instanceof ImageType image) {
            ObjectNode either = Json.object();
            either.putArray("anyOf").add(typed("string")).add(value(image.object()));
            return either;
        }
        if (type instanceof ListType<?> list) {
            ObjectNode array = typed("array");
            array.set("items", element(list.element()));
            return array;
        }
        if (type instanceof MapType<?> map) {
            ObjectNode mapping = typed("object");
            mapping.set("additionalProperties", element(map.element()));
            return mapping;
        }
        return single(type);
    }

    private static ObjectNode single(ValueType<?> type) {
        if (type == Types.INTEGER) {
            return typed("integer").put("minimum", Integer.MIN_VALUE).put("maximum", Integer.MAX_VALUE);
        }
        return type == Types.PORT ? typed("string", "integer") : typed(type == Types.BOOLEAN ? "boolean" : "string");
    }

    private ObjectNode element(ValueType<?> type) {
        ObjectNode element = value(type);
        return type.ofNull().isPresent() ? orNull(element) : element;
    }

    private ObjectNode reference(ObjectType<?, ?> object) {
        String name = object.section().name().toLowerCase(Locale.ROOT);
        if (!definitions.has(name)) {
            definitions.putNull(name);
            definitions.set(name, shape(object));
        }
        return Json.object().put("$ref", "#/" + DEFINITIONS + "/" + name);
    }

    private static ObjectNode typed(String... types) {
        ObjectNode node = Json.object();
        if (types.length == 1) {
            return node.put("type", types[0]);
        }
        ArrayNode array = node.putArray("type");
        for (String type : types) {
            array.add(type);
        }
        return node;
    }

    /** The same with null, which is what a key without a value holds: it counts as not written. */
    private static ObjectNode orNull(ObjectNode schema) {
        if (schema.has("type")) {
            ArrayNode types = Json.object().putArray("type");
            if (schema.get("type").isArray()) {
                types.addAll((ArrayNode) schema.get("type"));
            } else {
                types.add(schema.get("type"));
            }
            schema.set("type", types.add("null"));
            return schema;
        }
        ObjectNode either = Json.object();
        ArrayNode any = either.putArray("anyOf");
        if (schema.has("anyOf")) {
            any.addAll((ArrayNode) schema.get("anyOf"));
        } else {
            any.add(schema);
        }
        any.add(typed("null"));
        return either;
    }

    private ObjectNode rules(ObjectType<?, ?> object) {
        String name = object.section().name().toLowerCase(Locale.ROOT) + "_rules";
        ObjectNode rules = Json.object();
        ObjectNode properties = rules.putObject(PROPERTIES);
        for (Key<?, ?, ?> key : object.keys()) {
            ObjectNode rule = rule(key);
            if (!rule.isEmpty()) {
                properties.set(key.info().name(format), rule);
            }
        }
        if (properties.isEmpty()) {
            return Json.object();
        }
        exclusion(object).ifPresent(excluded -> rules.set("not", excluded));
        definitions.set(name, rules);
        return Json.object().put("$ref", "#/" + DEFINITIONS + "/" + name);
    }

    private ObjectNode rule(Key<?, ?, ?> key) {
        if (key.type() instanceof ObjectType<?, ?> object) {
            return rules(object);
        }
        if (key.type() instanceof ImageType image && image.object() instanceof ObjectType<?, ?> object) {
            return rules(object);
        }
        return limits(key.info().limits());
    }

    /** Words and texts may be empty: that counts as not written. */
    private static ObjectNode limits(Limits limits) {
        ObjectNode rule = Json.object();
        if (!limits.words().isEmpty()) {
            ArrayNode words = rule.putArray("enum");
            limits.words().forEach(words::add);
            words.add("").addNull();
        }
        limits.min().ifPresent(min -> rule.put("minimum", min));
        if (limits.max().orElse(Integer.MAX_VALUE) < Integer.MAX_VALUE) {
            rule.put("maximum", limits.max().getAsInt());
        }
        limits.pattern().ifPresent(pattern -> rule.put("pattern", "^(" + pattern + ")?$"));
        return rule;
    }

    /** Two keys of one object of which only one may have a value. */
    private Optional<ObjectNode> exclusion(ObjectType<?, ?> object) {
        return switch (object.section()) {
            case TARGET -> Optional.of(both(object, "image", "image_key"));
            case IMAGE -> Optional.of(both(object, "build_config", "builder"));
            default -> Optional.empty();
        };
    }

    private ObjectNode both(ObjectType<?, ?> object, String... names) {
        ObjectNode both = typed("object");
        ArrayNode required = both.putArray("required");
        ObjectNode properties = both.putObject(PROPERTIES);
        for (String name : names) {
            String spelled = object.find(name, Format.YAML)
                    .map(key -> key.info().name(format))
                    .orElseThrow();
            required.add(spelled);
            ObjectNode nothing = Json.object();
            nothing.putArray("enum").add("").addNull();
            properties.putObject(spelled).set("not", nothing);
        }
        return both;
    }
}
