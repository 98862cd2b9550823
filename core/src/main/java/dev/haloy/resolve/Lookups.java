package dev.haloy.resolve;

import dev.haloy.error.KeyPath;
import dev.haloy.resolve.Explanation.Effect;
import dev.haloy.resolve.Explanation.Step;
import dev.haloy.secret.Secret;
import dev.haloy.secret.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happens to a value of a source when it is used: variables and secrets are read, references replaced. Reads none itself. */
final class Lookups {
    private static final KeyPath ENV = KeyPath.of("env");

    private final Settings settings;

    Lookups(Settings settings) {
        this.settings = settings;
    }

    /** The steps that are still to come for the value at the path. */
    List<Step> after(KeyPath path) {
        List<Step> steps = new ArrayList<>();
        source(path).ifPresent(at -> {
            Map<?, ?> source = (Map<?, ?>) settings.value(at).orElseThrow();
            if (source.get("from") instanceof Map<?, ?> from) {
                Optional.ofNullable(from.get("env"))
                        .ifPresent(name -> steps.add(read(Origin.Rule.VARIABLE, at, "env", name)));
                Optional.ofNullable(from.get("secret")).ifPresent(reference -> {
                    steps.add(read(Origin.Rule.SECRET, at, "secret", reference));
                    definition(reference.toString()).ifPresent(steps::add);
                });
            }
            if (at.startsWith(ENV)) {
                references(source).forEach(name -> steps.add(reference(name)));
            }
        });
        return steps;
    }

    /** The thing with a value that the path leads to or into. */
    private Optional<KeyPath> source(KeyPath path) {
        boolean inside = path.steps().stream().anyMatch(step -> step.equals("value") || step.equals("from"));
        for (KeyPath at = path; !at.isRoot(); at = at.parent()) {
            boolean found = settings.value(at)
                    .filter(value -> value instanceof Map<?, ?> map && SettingText.isSource(map))
                    .isPresent();
            if (found) {
                return at.equals(path) || inside ? Optional.of(at) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private Step read(Origin.Rule rule, KeyPath source, String kind, Object name) {
        Origin written = settings.origin(source.key("from").key(kind));
        return new Step(
                new Origin(rule, written.path(), written.location()), "the " + rule.title() + " " + name, Effect.USED);
    }

    /** The block of the secret provider that the reference leads to, if the file has one. */
    private Optional<Step> definition(String reference) {
        String[] parts = reference.split("[:.]", 3);
        if (parts.length < 2) {
            return Optional.empty();
        }
        Places places = settings.draft().site().places();
        KeyPath path =
                places.below(KeyPath.ROOT, "secret_providers").key(parts[0]).key(parts[1]);
        Origin origin = new Origin(Origin.Rule.SECRET, path, places.locate(path));
        return places.written(path)
                ? Optional.of(new Step(origin, "source " + parts[1] + " of " + parts[0], Effect.USED))
                : Optional.empty();
    }

    private List<String> references(Map<?, ?> source) {
        List<String> known = settings.names(ENV);
        return source.get("value") instanceof String literal && !source.containsKey("from")
                ? Interpolation.references(literal).stream()
                        .filter(known::contains)
                        .toList()
                : List.of();
    }

    private Step reference(String name) {
        KeyPath at = ENV.key(name);
        Origin written = settings.origin(at);
        String text = SettingText.of(settings.value(at).orElseThrow());
        return new Step(
                new Origin(Origin.Rule.INTERPOLATION, written.path(), written.location()),
                "${" + name + "}: " + text,
                Effect.MERGED);
    }

    /** The value of a variable with its references replaced, a mask in place of what is not known or not shown. */
    Optional<String> interpolated(KeyPath path) {
        boolean variable = path.steps().size() == 2 && path.startsWith(ENV);
        Optional<Object> value = settings.value(path);
        if (!variable
                || !(value.orElse("") instanceof Map<?, ?> source)
                || references(source).isEmpty()) {
            return Optional.empty();
        }
        List<Interpolation.Entry> entries = new ArrayList<>();
        ((List<?>) settings.value(ENV).orElseThrow()).forEach(element -> entries.add(entry((Map<?, ?>) element)));
        Interpolation interpolation = new Interpolation(entries);
        List<Optional<Text>> values = interpolation.values();
        KeyPath index = settings.indexed(path);
        boolean sound =
                interpolation.cycles().isEmpty() && interpolation.tooLong().isEmpty();
        return sound ? values.get((Integer) index.steps().get(1)).map(Text::shown) : Optional.empty();
    }

    private static Interpolation.Entry entry(Map<?, ?> variable) {
        Optional<String> name = Optional.ofNullable(variable.get("name")).map(Object::toString);
        boolean literal = !variable.containsKey("from");
        String shown = literal
                ? Optional.ofNullable(variable.get("value"))
                        .map(Object::toString)
                        .orElse("")
                : Secret.MASK;
        return new Interpolation.Entry(name.orElse(""), Optional.of(Text.plain(shown)), literal);
    }
}
