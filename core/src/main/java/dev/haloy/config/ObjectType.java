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
 * @param <T> the type in the model
 * @param <D> what collects the values
 */
final class ObjectType<T, D> implements ValueType<T> {
    private final KeyInfo.Section section;
    private final Supplier<D> start;
    private final Function<D, T> finish;
    private final List<Key<T, D, ?>> keys;
    private final Map<String, Key<T, D, ?>> snakeCase = new LinkedHashMap<>();
    private final Map<String, Key<T, D, ?>> camelCase = new LinkedHashMap<>();

    /** An object with these keys, written in this order, that begins empty and is made immutable at the end. */
    ObjectType(KeyInfo.Section section, Supplier<D> start, Function<D, T> finish, List<Key<T, D, ?>> keys) {
        this.section = section;
        this.start = start;
        this.finish = finish;
        this.keys = List.copyOf(keys);
        for (Key<T, D, ?> key : keys) {
            snakeCase.put(key.info().name(Format.YAML), key);
            camelCase.put(key.info().name(Format.JSON), key);
        }
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
                KeyInfo info = key.get().info();
                // The table's own text rather than the parser's equal one: paths that share it are cheap to compare.
                String name = info.name().equals(entry.key()) ? info.name() : entry.key();
                key.get().read(entry, at.key(name, info.secret()), draft);
            } else {
                UnknownKey.report(this, entry, at);
            }
        }
        return Optional.of(finish.apply(draft));
    }

    private String advice(Format format) {
        return section == KeyInfo.Section.VALUE_SOURCE
                ? "write {value: \"...\"}, {from: {env: ...}} or {from: {secret: ...}}"
                : "it has the keys " + String.join(", ", names(format));
    }

    /** The object it is. */
    KeyInfo.Section section() {
        return section;
    }

    /** Its keys in the order in which they are written. */
    List<Key<T, D, ?>> keys() {
        return keys;
    }

    /** The names of its keys. */
    List<String> names(Format format) {
        return List.copyOf(spelled(format).keySet());
    }

    /** The key of that name. */
    Optional<Key<T, D, ?>> find(String name, Format format) {
        return Optional.ofNullable(spelled(format).get(name));
    }

    private Map<String, Key<T, D, ?>> spelled(Format format) {
        return format == Format.JSON ? camelCase : snakeCase;
    }

    @Override
    public boolean holdsSecrets() {
        return keys.stream().anyMatch(Key::holdsSecrets);
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
    public T without(T value, List<Object> path, Format format) {
        Optional<Key<T, D, ?>> left = path.get(0) instanceof String name ? find(name, format) : Optional.empty();
        String own = left.map(Key::info)
                .map(info -> info.aliasOf().orElse(info.name()))
                .orElse("");
        D draft = start.get();
        for (Key<T, D, ?> key : keys) {
            if (!key.info().name().equals(own)) {
                key.copy(value, draft);
            } else if (path.size() > 1) {
                key.copyWithout(value, draft, path.subList(1, path.size()), format);
            }
        }
        return finish.apply(draft);
    }

    @Override
    public String noun() {
        return "an object";
    }
}
