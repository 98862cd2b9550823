package dev.haloy.config;

import dev.haloy.config.LoadedConfig.Format;
import dev.haloy.internal.source.SourceNode.Entry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A row of the table: one key of one object, tied to its place in the model.
 *
 * @param info what people and tools want to know about it
 * @param type what it holds
 * @param set puts a value into the collector
 * @param get takes the value out of the model; empty if it is not to be written
 */
record Key<T, D, V>(KeyInfo info, ValueType<V> type, BiConsumer<D, V> set, Function<T, Optional<V>> get) {
    /** A key that every server version knows and that may be shown. */
    static <T, D, V> Key<T, D, V> of(
            KeyInfo.Section section,
            String name,
            ValueType<V> type,
            KeyInfo.Merge merge,
            BiConsumer<D, V> set,
            Function<T, Optional<V>> get,
            String doc) {
        return new Key<>(KeyInfo.of(section, name, type.noun(), merge, doc), type, set, get);
    }

    Key<T, D, V> since(String version) {
        return new Key<>(info.since(version), type, set, get);
    }

    Key<T, D, V> until(String version) {
        return new Key<>(info.until(version), type, set, get);
    }

    Key<T, D, V> secret() {
        return new Key<>(info.markedSecret(), type, set, get);
    }

    Key<T, D, V> oneOf(String... words) {
        return limited(info.limits().oneOf(words));
    }

    Key<T, D, V> between(int min, int max) {
        return limited(info.limits().between(min, max));
    }

    Key<T, D, V> matching(String pattern) {
        return limited(info.limits().matching(pattern));
    }

    private Key<T, D, V> limited(Limits limits) {
        return new Key<>(info.limited(limits), type, set, get);
    }

    /** The same key under another name, which is read but never written. */
    Key<T, D, V> alias(String other) {
        KeyInfo renamed = KeyInfo.of(info.section(), other, info.type(), info.merge(), info.doc());
        return new Key<>(renamed.aliasOf(info.name()), type, set, unwritten -> Optional.empty());
    }

    void read(Entry entry, Cursor at, D draft) {
        at.read(type, entry.keySpan(), entry.value()).ifPresent(value -> set.accept(draft, value));
    }

    /** Whether its value, or something in it, must not be shown. */
    boolean holdsSecrets() {
        return info.secret() || type.holdsSecrets();
    }

    void write(T from, Format format, Map<String, Object> into) {
        get.apply(from).ifPresent(value -> into.put(info.name(format), type.write(value, format)));
    }

    /** Takes the value over as it is. */
    void copy(T from, D into) {
        get.apply(from).ifPresent(value -> set.accept(into, value));
    }

    /** Takes the value over without what stands at a path below it. */
    void copyWithout(T from, D into, List<Object> path, Format format) {
        get.apply(from).ifPresent(value -> set.accept(into, type.without(value, path, format)));
    }

    /** The same key in an object that contains this one's object without a key of its own. */
    <T2, D2> Key<T2, D2, V> within(Function<T2, Optional<T>> model, Function<D2, D> draft) {
        return new Key<>(
                info,
                type,
                (outer, value) -> set.accept(draft.apply(outer), value),
                outer -> model.apply(outer).flatMap(get));
    }
}
