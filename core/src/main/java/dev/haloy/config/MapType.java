package dev.haloy.config;

import dev.haloy.config.LoadedConfig.Format;
import dev.haloy.internal.source.SourceNode;
import dev.haloy.internal.source.SourceNode.Entry;
import dev.haloy.internal.source.SourceNode.Mapping;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Things of one type under names that the user chooses, in the order of the file. */
record MapType<E>(ValueType<E> element) implements ValueType<Map<String, E>> {
    @Override
    public Optional<Map<String, E>> read(SourceNode node, Cursor at) {
        if (!(node instanceof Mapping mapping)) {
            return at.wrongType(this, node);
        }
        Map<String, E> elements = new LinkedHashMap<>();
        for (Entry entry : mapping.entries()) {
            Cursor below = at.key(entry.key(), false);
            if (entry.nullKey()) {
                below.binding()
                        .report(
                                "1.6",
                                below.path(),
                                "a name is needed here, not null",
                                entry.keySpan(),
                                Optional.of("put it in quotes"));
            } else {
                element(entry, below).ifPresent(value -> elements.put(entry.key(), value));
            }
        }
        return Optional.of(elements);
    }

    private Optional<E> element(Entry entry, Cursor below) {
        Optional<E> read = below.read(element, entry.keySpan(), entry.value());
        if (read.isPresent() || !entry.value().isNull()) {
            return read;
        }
        Optional<E> empty = element.ofNull();
        return empty.isPresent() ? empty : below.wrongType(element, entry.value());
    }

    @Override
    public Object write(Map<String, E> value, Format format) {
        Map<String, Object> written = new LinkedHashMap<>();
        value.forEach((key, each) -> written.put(key, element.write(each, format)));
        return written;
    }

    @Override
    public Map<String, E> without(Map<String, E> value, List<Object> path, Format format) {
        Map<String, E> changed = new LinkedHashMap<>(value);
        if (path.size() == 1) {
            changed.remove(path.get(0));
        } else {
            List<Object> below = path.subList(1, path.size());
            changed.replaceAll((key, each) -> key.equals(path.get(0)) ? element.without(each, below, format) : each);
        }
        return changed;
    }

    @Override
    public boolean holdsSecrets() {
        return element.holdsSecrets();
    }

    @Override
    public String noun() {
        return "a mapping";
    }
}
