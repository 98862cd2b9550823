package dev.haloy.internal.clientyaml;

import dev.haloy.internal.yaml.YamlNodes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * The text of {@code client.yaml}: which servers this machine knows, and in which variable or with which
 * program each one's token is. Keys that
 * are not known here are kept, and so are comments wherever the file is written in block style.
 */
public final class ClientYaml {
    private static final String SERVERS = "servers";
    private static final String TOKEN_ENV = "token_env";
    private static final String HELPER = "credential_helper";
    private static final String INDENT = "    ";

    private final String text;
    private final Optional<MappingNode> root;

    /** The file is not what it should be. The message has a line and never a value. */
    public static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedException(String message) {
            super(message);
        }
    }

    /**
     * Where the token of a server is.
     *
     * @param variable the variable that has it
     * @param helper the program that keeps it
     */
    public record Place(Optional<String> variable, Optional<String> helper) {
        /** A variable. */
        public static Place variable(String name) {
            return new Place(Optional.of(name), Optional.empty());
        }

        /** A program. */
        public static Place helper(String name) {
            return new Place(Optional.empty(), Optional.of(name));
        }
    }

    private ClientYaml(String text, Optional<MappingNode> root) {
        this.text = text;
        this.root = root;
    }

    /** Reads a text; an empty one knows no servers. */
    public static ClientYaml parse(String text) throws MalformedException {
        try {
            Optional<Node> node = YamlNodes.compose(
                    LoadSettings.builder().setLabel("client.yaml").build(), text);
            if (node.isEmpty() || isNull(node.get())) {
                return new ClientYaml(text, Optional.empty());
            }
            if (node.get() instanceof MappingNode mapping) {
                ClientYaml yaml = new ClientYaml(text, Optional.of(mapping));
                yaml.requireMappings();
                return yaml;
            }
            throw new MalformedException("line 1: keys are expected at the top");
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            throw new MalformedException("line " + line + ": not valid YAML");
        } catch (YamlEngineException e) {
            throw new MalformedException("not valid YAML");
        }
    }

    private void requireMappings() throws MalformedException {
        Optional<NodeTuple> servers = root.flatMap(node -> find(node, SERVERS));
        if (servers.isPresent()
                && serversNode().isEmpty()
                && !isNull(servers.get().getValueNode())) {
            int line = line(servers.get().getKeyNode()) + 1;
            throw new MalformedException("line " + line + ": servers must have an entry for each server");
        }
    }

    /** The text. */
    public String text() {
        return text;
    }

    /** Where the token of each server is, in the order of the file. */
    public Map<String, Place> servers() {
        Map<String, Place> servers = new LinkedHashMap<>();
        for (NodeTuple entry : entries()) {
            Place place = new Place(setting(entry, TOKEN_ENV), setting(entry, HELPER));
            scalar(entry.getKeyNode()).ifPresent(key -> servers.put(key, place));
        }
        return Collections.unmodifiableMap(servers);
    }

    private static Optional<String> setting(NodeTuple entry, String key) {
        return entry.getValueNode() instanceof MappingNode settings
                ? find(settings, key)
                        .flatMap(found -> scalar(found.getValueNode()))
                        .filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    /** The same with a server's token in this place. */
    public ClientYaml withServer(String server, Place place) throws MalformedException {
        if (servers().containsKey(server)) {
            return place.equals(servers().get(server)) ? this : without(server).withServer(server, place);
        }
        if (!isBlock()) {
            Map<String, Place> all = new LinkedHashMap<>(servers());
            all.put(server, place);
            return rewritten(all);
        }
        List<NodeTuple> entries = entries();
        NodeTuple last = entries.get(entries.size() - 1);
        String indent =
                " ".repeat(last.getKeyNode().getStartMark().orElseThrow().getColumn());
        List<String> lines = lines();
        lines.add(lastLine(last.getValueNode()) + 1, entry(indent, server, place));
        return parse(String.join("", lines));
    }

    /** The same without a server. */
    public ClientYaml without(String server) throws MalformedException {
        Optional<NodeTuple> entry = entries().stream()
                .filter(tuple -> scalar(tuple.getKeyNode()).equals(Optional.of(server)))
                .findFirst();
        if (entry.isEmpty()) {
            return this;
        }
        if (!isBlock() || entries().size() == 1) {
            Map<String, Place> all = new LinkedHashMap<>(servers());
            all.remove(server);
            return rewritten(all);
        }
        List<String> lines = lines();
        lines.subList(line(entry.get().getKeyNode()), lastLine(entry.get().getValueNode()) + 1)
                .clear();
        return parse(String.join("", lines));
    }

    /** Writes the whole block of servers anew, for files in flow style and for the first and last entry. */
    private ClientYaml rewritten(Map<String, Place> servers) throws MalformedException {
        StringBuilder block = new StringBuilder(SERVERS + ":" + (servers.isEmpty() ? " {}" : "") + "\n");
        servers.forEach((server, place) -> block.append(entry(INDENT, server, place)));
        Optional<NodeTuple> old = root.flatMap(node -> find(node, SERVERS));
        if (old.isEmpty()) {
            boolean flow =
                    root.filter(node -> node.getFlowStyle() == FlowStyle.FLOW).isPresent();
            String kept = flow ? "" : text;
            return parse(kept + (kept.isEmpty() || kept.endsWith("\n") ? "" : "\n") + block);
        }
        if (root.orElseThrow().getFlowStyle() == FlowStyle.FLOW) {
            return parse(block.toString());
        }
        List<String> lines = lines();
        int first = line(old.get().getKeyNode());
        lines.subList(first, Math.max(first, lastLine(old.get().getValueNode())) + 1)
                .clear();
        lines.add(first, block.toString());
        return parse(String.join("", lines));
    }

    private static String entry(String indent, String server, Place place) {
        String inner = indent.isEmpty() ? INDENT : indent.repeat(2);
        String helper = place.helper()
                .map(name -> inner + HELPER + ": " + key(name) + "\n")
                .orElse("");
        String variable = place.variable()
                .or(() -> place.helper().isPresent() ? Optional.empty() : Optional.of(""))
                .map(name -> inner + TOKEN_ENV + ": " + key(name) + "\n")
                .orElse("");
        return indent + key(server) + ":\n" + variable + helper;
    }

    private static String key(String text) {
        boolean plain = !text.isEmpty()
                && text.chars()
                        .allMatch(c -> c == '.' || c == '-' || c == '_' || c == ':' || Character.isLetterOrDigit(c));
        return plain && !text.startsWith("-") && !text.contains(":") && !text.matches("[0-9.]*")
                ? text
                : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private boolean isBlock() {
        return serversNode()
                        .filter(node -> node.getFlowStyle() == FlowStyle.BLOCK)
                        .isPresent()
                && entries().stream().noneMatch(ClientYaml::sharesLine);
    }

    private static boolean sharesLine(NodeTuple entry) {
        return entry.getValueNode() instanceof MappingNode mapping
                && mapping.getFlowStyle() == FlowStyle.FLOW
                && line(entry.getKeyNode()) != lastLine(entry.getValueNode());
    }

    private List<NodeTuple> entries() {
        return serversNode().map(MappingNode::getValue).orElse(List.of());
    }

    private Optional<MappingNode> serversNode() {
        return root.flatMap(node -> find(node, SERVERS))
                .map(NodeTuple::getValueNode)
                .filter(MappingNode.class::isInstance)
                .map(MappingNode.class::cast);
    }

    private static Optional<NodeTuple> find(MappingNode node, String key) {
        return node.getValue().stream()
                .filter(tuple -> scalar(tuple.getKeyNode()).equals(Optional.of(key)))
                .findFirst();
    }

    private static Optional<String> scalar(Node node) {
        return node instanceof ScalarNode scalar && !isNull(node) ? Optional.of(scalar.getValue()) : Optional.empty();
    }

    private static boolean isNull(Node node) {
        return node instanceof ScalarNode && node.getTag().getValue().endsWith(":null");
    }

    private static int line(Node node) {
        return node.getStartMark().orElseThrow().getLine();
    }

    /** The last line that the node's own text is on; the end mark of a block is behind the comments that follow. */
    private static int lastLine(Node node) {
        if (node instanceof MappingNode mapping && mapping.getFlowStyle() == FlowStyle.BLOCK) {
            List<NodeTuple> entries = mapping.getValue();
            return entries.isEmpty()
                    ? line(node)
                    : lastLine(entries.get(entries.size() - 1).getValueNode());
        }
        return node.getEndMark().orElseThrow().getLine();
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            lines.add(text.substring(start, end + 1));
            start = end + 1;
        }
        if (start < text.length()) {
            lines.add(text.substring(start) + "\n");
        }
        return lines;
    }
}
