package dev.haloy.config;

import dev.haloy.config.LoadedConfig.Format;
import dev.haloy.internal.source.SourceNode;
import java.util.List;
import java.util.Optional;

/**
 * What a key can hold: how it is read from a tree, and how it is written back as lists, mappings and single values.
 *
 * @param <V> the type in the model
 */
interface ValueType<V> {
    /** Reads a node that is not null; empty if it is of the wrong type, which has then been reported. */
    Optional<V> read(SourceNode node, Cursor at);

    /** What a null among the elements of a list, or the values of a mapping, stands for; empty if it is a mistake. */
    default Optional<V> ofNull() {
        return Optional.empty();
    }

    /** The value as a {@code String}, {@code Integer}, {@code Boolean}, {@code List} or {@code Map}, for a writer. */
    Object write(V value, Format format);

    /**
     * The value without what stands at a path below it; itself if nothing does. An element of a list is emptied instead, so that
     * the others keep their places.
     */
    default V without(V value, List<Object> path, Format format) {
        return value;
    }

    /** Whether something in it must not be shown. */
    default boolean holdsSecrets() {
        return false;
    }

    /** What it is called after "must be", and in the reference: {@code a string}. */
    String noun();
}
