package dev.haloy.config;

import dev.haloy.error.KeyPath;
import dev.haloy.internal.source.SourceNode;
import dev.haloy.internal.source.Span;
import java.util.Optional;

/**
 * A place in the tree that is being read.
 *
 * @param binding the reading it belongs to
 * @param around what the place is a part of
 * @param spot the place itself
 * @param path the path of the place
 * @param secret whether a value here must not be shown
 */
record Cursor(Binding binding, Spot around, Spot spot, KeyPath path, boolean secret) {
    /** The top of a file. */
    static Cursor top(Binding binding, Spot root) {
        return new Cursor(binding, root, root, KeyPath.ROOT, false);
    }

    /** The place of a key below this one. */
    Cursor key(String key, boolean holdsSecret) {
        return new Cursor(binding, spot, Spot.at(key), path.key(key), holdsSecret);
    }

    /** The place of an element of the list here. */
    Cursor index(int index) {
        return new Cursor(binding, spot, Spot.at(index), path.index(index), secret);
    }

    /** Notes where the key and the value of this place stand. */
    void stands(Span key, Span value) {
        around.add(spot, key, value);
    }

    /** Reads a node that may be null, notes where it stands, and keeps it out of messages if it is secret. */
    <V> Optional<V> read(ValueType<V> type, Span keySpan, SourceNode node) {
        stands(keySpan, node.span());
        if (secret && node instanceof SourceNode.Scalar) {
            binding.text().hide(node.span());
        }
        return node.isNull() ? Optional.empty() : type.read(node, this);
    }

    /** Reports a value of the wrong type. */
    <V> Optional<V> wrongType(ValueType<V> type, SourceNode node) {
        return wrongType(type, node, Optional.empty());
    }

    /** Reports a value of the wrong type, with advice. */
    <V> Optional<V> wrongType(ValueType<V> type, SourceNode node, Optional<String> hint) {
        if (secret || type.holdsSecrets()) {
            binding.text().hideAll(node);
        }
        binding.report("1.3", path, "must be " + type.noun() + ", not " + node.noun(), node.span(), hint);
        return Optional.empty();
    }
}
