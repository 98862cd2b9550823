package dev.haloy.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.config.LoadedConfig.Format;
import dev.haloy.internal.source.SourceNode;
import dev.haloy.internal.source.SourceText;
import dev.haloy.internal.source.SyntaxException;
import dev.haloy.internal.source.TextDecoder;
import java.math.BigDecimal;
import java.util.Optional;

/** A configuration as a validator of schemas sees it: a tree of JSON. */
final class SchemaFile {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private SchemaFile() {}

    /** The tree; empty if the file has mistakes that leave none. */
    static Optional<JsonNode> tree(byte[] bytes, Format format) {
        TextDecoder.Decoded decoded = TextDecoder.decode("file", bytes);
        return decoded.mistake().isPresent() ? Optional.empty() : tree(decoded.text(), format);
    }

    static Optional<JsonNode> tree(SourceText text, Format format) {
        try {
            var tree = Formats.reader(format).read(text);
            return tree.findings().isEmpty() ? Optional.of(json(tree.root())) : Optional.empty();
        } catch (SyntaxException e) {
            return Optional.empty();
        }
    }

    private static JsonNode json(SourceNode node) {
        if (node instanceof SourceNode.Mapping mapping) {
            ObjectNode object = JSON.objectNode();
            mapping.entries().forEach(entry -> object.set(entry.key(), json(entry.value())));
            return object;
        }
        if (node instanceof SourceNode.Sequence sequence) {
            ArrayNode array = JSON.arrayNode();
            sequence.elements().forEach(element -> array.add(json(element)));
            return array;
        }
        return json((SourceNode.Scalar) node);
    }

    private static JsonNode json(SourceNode.Scalar scalar) {
        return switch (scalar.kind()) {
            case STRING, TIMESTAMP -> JSON.textNode(scalar.text());
            case BOOLEAN -> JSON.booleanNode(scalar.canonical().equals("true"));
            case NULL -> JSON.nullNode();
            // JSON has neither infinity nor not-a-number; any number with a fraction is refused where those are.
            case INTEGER, FLOAT ->
                scalar.canonical().chars().anyMatch(Character::isLetter)
                        ? JSON.numberNode(0.5)
                        : JSON.numberNode(new BigDecimal(scalar.canonical()));
        };
    }
}
