package dev.haloy.config;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Which rows of the table of keys configurations have said something with. */
final class SaidKeys {
    private final Set<KeyInfo> said = new LinkedHashSet<>();

    void add(AppConfig app) {
        collect(Keys.APP_OBJECT, app);
    }

    Set<KeyInfo> all() {
        return said;
    }

    @SuppressWarnings("unchecked") // A type of the table describes what its key holds.
    private <T> void collect(ValueType<T> type, Object value) {
        if (type instanceof ObjectType<T, ?> object) {
            object.keys().forEach(key -> collect(key, (T) value));
        } else if (type instanceof ImageType image) {
            collect(image.object(), value);
        } else if (type instanceof ListType<?> list) {
            ((Collection<?>) value).forEach(each -> collect(list.element(), each));
        } else if (type instanceof MapType<?> map) {
            ((Map<?, ?>) value).values().forEach(each -> collect(map.element(), each));
        }
    }

    private <T, V> void collect(Key<T, ?, V> key, T holder) {
        key.get().apply(holder).ifPresent(value -> {
            said.add(key.info());
            collect(key.type(), value);
        });
    }
}
