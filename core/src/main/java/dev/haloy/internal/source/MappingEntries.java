package dev.haloy.internal.source;

import dev.haloy.internal.source.SourceNode.Entry;
import dev.haloy.internal.source.SourceNode.Mapping;
import dev.haloy.internal.source.SourceNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The entries of a mapping in the making: own ones win over merged ones wherever they stand, earlier merged ones over later. */
final class MappingEntries {
    /** Most mappings are small, and there are very many. */
    private static final int USUAL_SIZE = 4;

    /** In the order of the file, so that merged entries take the place of the merge key. */
    private final Map<String, Entry> entries = new LinkedHashMap<>(USUAL_SIZE);

    /** Those that stand here; the very map above as long as nothing was merged. */
    private Map<String, Entry> own = entries;

    private Optional<Span> mergeKey = Optional.empty();

    /** Adds an own entry, and answers with the one that was there. The first one stays. */
    Optional<Entry> add(Entry entry) {
        Entry first = own.putIfAbsent(entry.key(), entry);
        if (first == null && mergeKey.isPresent()) {
            entries.put(entry.key(), entry);
        }
        return Optional.ofNullable(first);
    }

    /** Merges a mapping or a list of mappings, and answers with what is wrong about it. */
    Optional<String> merge(Span key, SourceNode node) {
        if (mergeKey.isPresent()) {
            return Optional.of("is there twice; the first one is in line "
                    + (mergeKey.get().line() + 1));
        }
        mergeKey = Optional.of(key);
        own = new LinkedHashMap<>(entries);
        List<Mapping> sources = new ArrayList<>();
        for (SourceNode source : node instanceof Sequence list ? list.elements() : List.of(node)) {
            if (!(source instanceof Mapping mapping)) {
                return Optional.of("only a mapping or a list of mappings can be merged, not " + source.noun());
            }
            sources.add(mapping);
        }
        sources.forEach(source -> source.entries().forEach(entry -> entries.putIfAbsent(entry.key(), entry)));
        return Optional.empty();
    }

    List<Entry> toList() {
        return List.copyOf(entries.values());
    }
}
