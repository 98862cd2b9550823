package dev.haloy.resolve;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Takes each setting from the first layer that sets it, and notes which one that was. */
final class Overlay<T> {
    private final List<Layer<T>> layers;
    private final KnownKeys keys;
    private final Origins origins;

    /** Layers from the most to the least specific; keys are noted as the known ones. */
    Overlay(List<Layer<T>> layers, KnownKeys keys, Origins origins) {
        this.layers = layers;
        this.keys = keys;
        this.origins = origins;
    }

    /** A setting that counts as set if it is there. */
    <V> void take(String key, Function<T, Optional<V>> get, Consumer<V> set) {
        for (Layer<T> layer : layers) {
            Optional<V> value = get.apply(layer.settings());
            if (value.isPresent()) {
                set.accept(value.get());
                origins.put(keys.key(key), layer.source(KnownKeys.TARGET.key(key)));
                return;
            }
        }
    }

    /** A text, which counts as set if it is not empty. */
    void text(String key, Function<T, Optional<String>> get, Consumer<String> set) {
        take(key, get.andThen(value -> value.filter(text -> !text.isEmpty())), set);
    }
}
