package dev.haloy.secret.provider;

import dev.haloy.internal.yaml.YamlNodes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Flattens YAML; numbers and dates keep their text. */
final class YamlKeys {
    private static final List<String> NULL = List.of("", "~", "null", "Null", "NULL");
    private static final List<String> TRUE = List.of("true", "True", "TRUE");
    private static final List<String> FALSE = List.of("false", "False", "FALSE");

    private final FlattenedKeys keys = new FlattenedKeys();

    private YamlKeys() {}

    static Map<String, String> flatten(String text) throws FlattenedKeys.UnusableException {
        Optional<Node> root;
        try {
            LoadSettings settings =
                    LoadSettings.builder().setSchema(new CoreSchema()).build();
            root = YamlNodes.compose(settings, text);
        } catch (YamlEngineException e) {
            throw new FlattenedKeys.UnusableException("it is not valid YAML");
        }
        YamlKeys flattened = new YamlKeys();
        if (root.isPresent()) {
            flattened.value("", root.get(), 0);
        }
        return flattened.keys.leaves();
    }

    private void value(String path, Node node, int depth) throws FlattenedKeys.UnusableException {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                value(keys.child(path, key(entry.getKeyNode()), depth), entry.getValueNode(), depth + 1);
            }
        } else if (node instanceof SequenceNode sequence) {
            for (int i = 0; i < sequence.getValue().size(); i++) {
                value(
                        keys.element(path, Integer.toString(i), depth),
                        sequence.getValue().get(i),
                        depth + 1);
            }
        } else if (node instanceof ScalarNode scalar) {
            keys.leaf(path, text(scalar), depth);
        }
    }

    private static String key(Node node) throws FlattenedKeys.UnusableException {
        if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.STR)) {
            return scalar.getValue();
        }
        throw new FlattenedKeys.UnusableException("every key must be a string");
    }

    private static String text(ScalarNode scalar) {
        String text = scalar.getValue();
        if (scalar.getScalarStyle() != ScalarStyle.PLAIN) {
            return text;
        }
        if (NULL.contains(text)) {
            return "";
        }
        if (TRUE.contains(text)) {
            return "true";
        }
        return FALSE.contains(text) ? "false" : text;
    }
}
