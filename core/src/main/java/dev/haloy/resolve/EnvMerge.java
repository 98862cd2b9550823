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

/** Merges variables by name: the first position and the last content count. */
final class EnvMerge {
    private static final KeyPath ENV = KeyPath.of("env");

    private final Consumer<Problem> findings;
    private final List<Entry> anonymous = new ArrayList<>();
    private final Map<String, Entry> byName = new LinkedHashMap<>();
    private int next;

    private record Entry(EnvVar variable, int position, Origin origin) {}

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
        whole(layers).ifPresent(origin -> origins.put(ENV, origin));
        List<EnvVar> merged = new ArrayList<>();
        for (Entry entry : entries) {
            origins.put(ENV.index(merged.size()), entry.origin());
            merged.add(entry.variable());
        }
        return List.copyOf(merged);
    }

    private static Optional<Origin> whole(List<Layer<TargetConfig>> layers) {
        List<Layer<TargetConfig>> used = layers.stream()
                .filter(layer -> !layer.settings().env().isEmpty())
                .toList();
        return used.stream().findFirst().map(nearest -> {
            Origin origin = nearest.origin(ENV);
            return used.size() > 1 ? new Origin(Origin.Rule.ENV_MERGE, origin.path(), origin.location()) : origin;
        });
    }

    private void add(Layer<TargetConfig> layer) {
        List<EnvVar> variables = layer.settings().env();
        Map<String, Integer> seen = new LinkedHashMap<>();
        for (int i = 0; i < variables.size(); i++) {
            KeyPath key = ENV.index(i);
            Entry entry = new Entry(variables.get(i), next++, layer.origin(key));
            Optional<String> name = entry.variable().name().filter(text -> !text.isEmpty());
            if (name.isEmpty()) {
                anonymous.add(entry);
                continue;
            }
            if (seen.put(name.get(), i) != null) {
                warnRepeated(name.get(), entry.origin());
            }
            byName.merge(
                    name.get(), entry, (first, last) -> new Entry(last.variable(), first.position(), last.origin()));
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
