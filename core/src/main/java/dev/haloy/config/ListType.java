package dev.haloy.config;

import dev.haloy.config.LoadedConfig.Format;
import dev.haloy.internal.source.SourceNode;
import dev.haloy.internal.source.SourceNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A list of things of one type. */
record ListType<E>(ValueType<E> element) implements ValueType<List<E>> {
    @Override
    public Optional<List<E>> read(SourceNode node, Cursor at) {
        if (!(node instanceof Sequence sequence)) {
            return at.wrongType(this, node, Optional.of("write [ ] around it, or '- ' before each element"));
        }
        List<E> elements = new ArrayList<>();
        for (int i = 0; i < sequence.elements().size(); i++) {
            SourceNode each = sequence.elements().get(i);
            Optional<E> read = at.index(i).read(element, each.span(), each);
            read.or(() -> each.isNull() ? element.ofNull() : Optional.empty()).ifPresent(elements::add);
        }
        return Optional.of(List.copyOf(elements));
    }

    @Override
    public Object write(List<E> value, Format format) {
        return value.stream().map(each -> element.write(each, format)).toList();
    }

    @Override
    public List<E> without(List<E> value, List<Object> path, Format format) {
        if (!(path.get(0) instanceof Integer index) || index >= value.size()) {
            return value;
        }
        List<E> changed = new ArrayList<>(value);
        E old = value.get(index);
        boolean whole = path.size() == 1;
        changed.set(
                index,
                whole ? element.ofNull().orElse(old) : element.without(old, path.subList(1, path.size()), format));
        return List.copyOf(changed);
    }

    @Override
    public boolean holdsSecrets() {
        return element.holdsSecrets();
    }

    @Override
    public String noun() {
        return "a list";
    }
}
