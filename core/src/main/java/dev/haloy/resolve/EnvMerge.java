package dev.haloy.resolve;

import dev.haloy.config.EnvVar;
import dev.haloy.config.TargetConfig;
import dev.haloy.error.KeyPath;
import dev.haloy.error.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Merges variables by name: the first position and the last content count. */
final class EnvMerge {
    private static final KeyPath ENV = KeyPath.of("env");
    /** The paths that most targets need. */
    private static final List<KeyPath> FIRST =
            IntStream.range(0, 64).mapToObj(ENV::index).toList();

    private final Consumer<Problem> findings;
    private final List<Entry> anonymous = new ArrayList<>();
    private final Map<String, Entry> byName = new LinkedHashMap<>();
    private int next;

    private record Entry(EnvVar variable, int position, Source source) {}

    EnvMerge(Consumer<Problem> findings) {
        this.findings = findings;
    }

    /** The merged variables; layers from the most to the least specific. */
    List<EnvVar> merge(List<Layer<TargetConfig>> layers, Origins origins) {
        for (int i = layers.size() - 1; i >= 0; i--) {
            add(layers.get(i));
        }
        List<Entry> entries = new ArrayList<>(byName.values());
        entries.addAll(anonymous);
        entries.sort((a, b) -> Integer.compare(a.position(), b.position()));
        whole(layers).ifPresent(source -> origins.put(ENV, source));
        List<EnvVar> merged = new ArrayList<>();
        for (Entry entry : entries) {
            origins.put(element(merged.size()), entry.source());
            merged.add(entry.variable());
        }
        return List.copyOf(merged);
    }

    private static Optional<Source> whole(List<Layer<TargetConfig>> layers) {
        List<Layer<TargetConfig>> used = layers.stream()
                .filter(layer -> !layer.settings().env().isEmpty())
                .toList();
        return used.stream()
                .findFirst()
                .map(nearest ->
                        new Source.Written(used.size() > 1 ? Origin.Rule.ENV_MERGE : nearest.rule(), nearest, ENV));
    }

    private static KeyPath element(int index) {
        return index < FIRST.size() ? FIRST.get(index) : ENV.index(index);
    }

    private void add(Layer<TargetConfig> layer) {
        List<EnvVar> variables = layer.settings().env();
        Map<String, Integer> seen = new LinkedHashMap<>();
        for (int i = 0; i < variables.size(); i++) {
            Entry entry = new Entry(variables.get(i), next++, layer.source(element(i)));
            Optional<String> name = entry.variable().name().filter(text -> !text.isEmpty());
            if (name.isEmpty()) {
                anonymous.add(entry);
                continue;
            }
            if (seen.put(name.get(), i) != null) {
                warnRepeated(name.get(), entry.source().origin());
            }
            byName.merge(
                    name.get(), entry, (first, last) -> new Entry(last.variable(), first.position(), last.source()));
        }
    }

    private void warnRepeated(String name, Origin origin) {
        findings.accept(new Problem(
                Problem.Severity.WARNING,
                "2.4",
                origin.path(),
                "the variable " + name + " is given more than once; this last one counts",
                origin.location(),
                Optional.of("remove the others")));
    }
}
