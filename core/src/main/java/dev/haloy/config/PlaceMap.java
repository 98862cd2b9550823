package dev.haloy.config;

import dev.haloy.config.LoadedConfig.Place;
import dev.haloy.error.KeyPath;
import dev.haloy.internal.source.SourceText;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where everything stands. Lines and columns are told for people, with excerpts, when somebody asks: of most places nobody ever
 * does. Cannot be changed.
 */
final class PlaceMap extends AbstractMap<KeyPath, Place> {
    private final Spot root;
    private final SourceText text;

    /** The places below the root. Nothing may be added to them any more, and all secrets of the text be known. */
    PlaceMap(Spot root, SourceText text) {
        this.root = root;
        this.text = text;
    }

    @Override
    public @Nullable Place get(@Nullable Object path) {
        Spot spot = find(path);
        return spot == null ? null : place(spot);
    }

    @Override
    public boolean containsKey(@Nullable Object path) {
        return find(path) != null;
    }

    @Override
    public int size() {
        return size(root);
    }

    private static int size(Spot around) {
        int[] all = {0};
        around.forEach(spot -> all[0] += 1 + size(spot));
        return all[0];
    }

    private Place place(Spot spot) {
        return new Place(text.locate(spot.key()), text.locate(spot.value()));
    }

    private @Nullable Spot find(@Nullable Object path) {
        if (!(path instanceof KeyPath wanted) || wanted.isRoot()) {
            return null;
        }
        Spot at = root;
        for (Object step : wanted.steps()) {
            at = at.find(step);
            if (at == null) {
                return null;
            }
        }
        return at;
    }

    @Override
    public Set<Map.Entry<KeyPath, Place>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<KeyPath, Place>> iterator() {
                List<Map.Entry<KeyPath, Place>> all = new ArrayList<>();
                collect(root, KeyPath.ROOT, all);
                return List.copyOf(all).iterator();
            }

            @Override
            public int size() {
                return PlaceMap.this.size();
            }
        };
    }

    private void collect(Spot around, KeyPath path, List<Map.Entry<KeyPath, Place>> all) {
        around.forEach(spot -> {
            KeyPath own = spot.step() instanceof Integer index ? path.index(index) : path.key((String) spot.step());
            all.add(Map.entry(own, place(spot)));
            collect(spot, own, all);
        });
    }
}
