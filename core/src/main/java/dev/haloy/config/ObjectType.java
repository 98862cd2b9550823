package dev.haloy.config;

import dev.haloy.config.LoadedConfig.Format;
import dev.haloy.internal.source.SourceNode;
import dev.haloy.internal.source.SourceNode.Entry;
import dev.haloy.internal.source.SourceNode.Mapping;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An object with a fixed set of keys.
 *
 * @param section what the reference calls it
 * @param start begins an empty one
 * @param finish makes it immutable
 * @param keys its keys in the order in which they are written
 * @param <T> the type in the model
 * @param <D> what collects the values
 */
record ObjectType<T, D>(KeyInfo.Section section, Supplier<D> start, Function<D, T> finish, List<Key<T, D, ?>> keys)
        implements ValueType<T> {
    ObjectType {
        keys = List.copyOf(keys);
    }

    @Override
    public Optional<T> read(SourceNode node, Cursor at) {
        if (!(node instanceof Mapping mapping)) {
            return at.wrongType(this, node, Optional.of(advice(at.binding().format())));
        }
        D draft = start.get();
        for (Entry entry : mapping.entries()) {
            Optional<Key<T, D, ?>> key = entry.nullKey()
                    ? Optional.empty()
                    : find(entry.key(), at.binding().format());
            if (key.isPresent()) {
                key.get().read(entry, at.key(entry.key(), key.get().info().secret()), draft);
            } else {
                UnknownKey.report(this, entry, at);
            }
        }
        return Optional.of(finish.apply(draft));
    }

    /** The key of that name. */
    Optional<Key<T, D, ?>> find(String name, Format format) {
        return keys.stream().filter(key -> key.info().name(format).equals(name)).findFirst();
    }

    /** Whether some of its values must not be shown. */
    boolean holdsSecrets() {
        return keys.stream().anyMatch(key -> key.info().secret());
    }

    private String advice(Format format) {
        return section == KeyInfo.Section.VALUE_SOURCE
                ? "write {value: \"...\"}, {from: {env: ...}} or {from: {secret: ...}}"
                : "it has the keys " + String.join(", ", names(format));
    }

    /** The names of its keys. */
    List<String> names(Format format) {
        return keys.stream().map(key -> key.info().name(format)).toList();
    }

    @Override
    public Optional<T> ofNull() {
        return Optional.of(finish.apply(start.get()));
    }

    @Override
    public Object write(T value, Format format) {
        Map<String, Object> written = new LinkedHashMap<>();
        keys.forEach(key -> key.write(value, format, written));
        return written;
    }

    @Override
    public String noun() {
        return "an object";
    }
}
