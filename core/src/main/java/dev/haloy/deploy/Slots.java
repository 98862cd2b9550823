package dev.haloy.deploy;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A map whose keys stay and whose values change one at a time: a changed one shares everything with the one before but a flat list
 * of values. A run has a new state after each of many thousand facts. Immutable.
 */
final class Slots<V> extends AbstractMap<String, V> {
    private final Map<String, Integer> places;
    private final List<String> keys;
    private final V[] values;

    private Slots(Map<String, Integer> places, List<String> keys, V[] values) {
        this.places = places;
        this.keys = keys;
        this.values = values;
    }

    /** The same entries in the same order. */
    static <V> Slots<V> of(Map<String, V> map) {
        return map instanceof Slots<V> slots ? slots : copyOf(map);
    }

    @SuppressWarnings("unchecked")
    private static <V> Slots<V> copyOf(Map<String, V> map) {
        Map<String, Integer> places = new LinkedHashMap<>();
        map.keySet().forEach(key -> places.put(key, places.size()));
        return new Slots<>(places, List.copyOf(map.keySet()), (V[]) map.values().toArray());
    }

    /** The same with one value changed; the same one if there is no such key. */
    Slots<V> with(String key, UnaryOperator<V> change) {
        Integer place = places.get(key);
        if (place == null) {
            return this;
        }
        V[] changed = values.clone();
        changed[place] = change.apply(values[place]);
        return new Slots<>(places, keys, changed);
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
        Integer place = places.get(key);
        return place == null ? null : values[place];
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return places.containsKey(key);
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public Set<String> keySet() {
        return Collections.unmodifiableSet(places.keySet());
    }

    @Override
    public Collection<V> values() {
        return Collections.unmodifiableList(Arrays.asList(values));
    }

    @Override
    public Set<Entry<String, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, V>> iterator() {
                return keys.stream().map(key -> entry(key)).iterator();
            }

            @Override
            public int size() {
                return values.length;
            }
        };
    }

    private Entry<String, V> entry(String key) {
        return Map.entry(key, values[places.getOrDefault(key, 0)]);
    }
}
