package dev.haloy.resolve;

import dev.haloy.error.KeyPath;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where the values of one target come from, by snake-case key inside the target. Grows while a target is resolved; a map that
 * cannot be changed for everybody else. Most origins are never asked for, so what is kept is what they can be made of.
 */
final class Origins extends AbstractMap<KeyPath, Origin> {
    private static final Source DEFAULT = new Source.Fixed(Origin.NOWHERE);
    /** With fewer keys looking at each is as fast as a table, which would be larger than everything in it. */
    private static final int MANY = 32;

    private final List<KeyPath> keys = new ArrayList<>(MANY);
    private final List<Source> sources = new ArrayList<>(MANY);
    private final Map<KeyPath, Integer> table = new HashMap<>(0);

    void put(KeyPath key, Source source) {
        int at = find(key);
        if (at >= 0) {
            sources.set(at, source);
            return;
        }
        keys.add(key);
        sources.add(source);
        if (keys.size() == MANY) {
            IntStream.range(0, MANY).forEach(i -> table.put(keys.get(i), i));
        } else if (keys.size() > MANY) {
            table.put(key, keys.size() - 1);
        }
    }

    private int find(Object key) {
        if (!table.isEmpty()) {
            return table.getOrDefault(key, -1);
        }
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i).equals(key)) {
                return i;
            }
        }
        return -1;
    }

    void preset(KeyPath key) {
        Origin preset = getOrDefault(KnownKeys.TARGET.key("preset"), Origin.NOWHERE);
        put(key, new Source.Fixed(new Origin(Origin.Rule.PRESET, preset.path(), preset.location())));
    }

    void byDefault(KeyPath key) {
        put(key, DEFAULT);
    }

    @Override
    public @Nullable Origin get(@Nullable Object key) {
        int at = key == null ? -1 : find(key);
        return at < 0 ? null : sources.get(at).origin();
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return key != null && find(key) >= 0;
    }

    @Override
    public Set<Entry<KeyPath, Origin>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<KeyPath, Origin>> iterator() {
                return IntStream.range(0, keys.size())
                        .mapToObj(i -> Map.entry(keys.get(i), sources.get(i).origin()))
                        .iterator();
            }

            @Override
            public int size() {
                return keys.size();
            }
        };
    }
}
