package dev.haloy.resolve;

import dev.haloy.config.AppConfig;
import dev.haloy.config.ConfigException;
import dev.haloy.config.ConfigWriter;
import dev.haloy.config.LoadedConfig;
import dev.haloy.config.SettingPath;
import dev.haloy.config.TargetConfig;
import dev.haloy.error.KeyPath;
import dev.haloy.error.Problem;
import dev.haloy.error.SourceLocation;
import dev.haloy.resolve.Explanation.Step;
import dev.haloy.secret.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Explains the settings of one target: what each is, where it came from, what it replaced, what is still to be looked up.
 *
 * <p>Reads no variable, file or secret, and works on a configuration with mistakes too: a wrong value is often the one that needs
 * an explanation. Immutable; safe for use by several threads.
 */
public final class Explainer {
    private final LoadedConfig loaded;
    private final ResolveOptions options;
    private final Settings settings;
    private final Lookups lookups;

    private Explainer(LoadedConfig loaded, ResolveOptions options, Settings settings) {
        this.loaded = loaded;
        this.options = options;
        this.settings = settings;
        this.lookups = new Lookups(settings);
    }

    /** Explains a target; in a file without targets the only one, whatever the key. */
    public static Explainer of(LoadedConfig loaded, ResolvedTarget target, ResolveOptions options) {
        return of(loaded, target.key(), options);
    }

    /**
     * One explainer for each target of a selection, protected ones included, in its order.
     *
     * @throws ConfigException if the choice is not possible
     */
    public static List<Explainer> of(LoadedConfig loaded, TargetSelection selection, ResolveOptions options) {
        List<String> keys = new Selector(loaded).choose(selection);
        List<String> all = keys.isEmpty() ? List.of(loaded.app().base().name().orElse("")) : keys;
        return all.stream().map(key -> of(loaded, key, options)).toList();
    }

    private static Explainer of(LoadedConfig loaded, String key, ResolveOptions options) {
        LoadedConfig alone = alone(loaded, key);
        return new Explainer(alone, options, new Settings(Resolver.draft(alone, key, options)));
    }

    /** Without the other targets: they have no say, and leaving things out of a large file takes long. */
    private static LoadedConfig alone(LoadedConfig loaded, String key) {
        AppConfig app = loaded.app();
        if (app.targets().isEmpty()) {
            return loaded;
        }
        AppConfig less = AppConfig.builder(app)
                .targets(Map.of(key, Objects.requireNonNull(app.targets().get(key))))
                .build();
        return new LoadedConfig(
                less, loaded.directory(), loaded.file(), loaded.format(), loaded.places(), loaded.warnings());
    }

    /** The target's key; in a file without targets the app's name. */
    public String target() {
        return settings.draft().key();
    }

    /**
     * Explains one setting.
     *
     * @param path the setting as {@link SettingPath} reads it, for example {@code replicas}, {@code image.tag}, {@code
     *     env.LOG_LEVEL}, {@code domains[0]}
     * @return the explanation, without a value if the target could have the setting and has not
     * @throws ConfigException if there can be no such setting, or no variable or argument of that name; it says which one may be meant
     */
    public Explanation explain(String path) {
        KeyPath asked = SettingPath.parse(path);
        requireElements(asked);
        return explain(settings.named(asked));
    }

    /**
     * The target as a file that means the same without inheriting anything: nothing is left to a default, and what is secret is
     * masked or a reference.
     */
    public String toYaml() {
        return ConfigWriter.toYaml(settings.tree());
    }

    /** The same with the origin of each line as a comment behind it, for example {@code # haloy.yaml:14:5, target}. */
    public String toYamlWithOrigins() {
        return Blame.yaml(settings.tree(), settings);
    }

    /**
     * Other settings of the same target, for example with the values of variables and secrets in place, as a file with origins.
     * Shows them as they are.
     */
    public String toYamlWithOrigins(TargetConfig shown) {
        return Blame.yaml(ConfigWriter.settings(shown), settings);
    }

    /** Explains every setting that has a value, in the order in which a file is written. */
    public List<Explanation> all() {
        List<Explanation> all = new ArrayList<>();
        paths().forEach(path -> all.add(explain(path)));
        return all;
    }

    /** The paths of every setting that has a value: the smallest things that have a place of their own. */
    List<KeyPath> paths() {
        List<KeyPath> paths = new ArrayList<>();
        collect(settings.tree(), KeyPath.ROOT, paths);
        return paths;
    }

    private static void collect(Map<?, ?> tree, KeyPath at, List<KeyPath> paths) {
        tree.forEach((key, value) -> {
            KeyPath path = at.key(key.toString());
            if (value instanceof Map<?, ?> below && !below.isEmpty() && !SettingText.isSource(below)) {
                collect(below, path, paths);
            } else if (value instanceof List<?> list && isNamed(list)) {
                list.forEach(element -> paths.add(path.key(String.valueOf(((Map<?, ?>) element).get("name")))));
            } else {
                paths.add(path);
            }
        });
    }

    private static boolean isNamed(List<?> list) {
        return !list.isEmpty()
                && list.stream().allMatch(each -> each instanceof Map<?, ?> map && map.get("name") instanceof String);
    }

    Explanation explain(KeyPath path) {
        Optional<Object> value = settings.value(path);
        Optional<String> text = lookups.interpolated(path).or(() -> value.map(SettingText::of));
        boolean secret = value.filter(SettingText::isSecret).isPresent()
                || text.filter(shown -> shown.contains(Secret.MASK)).isPresent();
        List<Step> chain = new ArrayList<>(Chain.of(loaded, settings, options, path));
        chain.addAll(lookups.after(path));
        return new Explanation(target(), path, text, secret, chain);
    }

    /** Whether a setting is the same in both targets, references in it replaced. */
    boolean isSame(Explainer other, KeyPath path) {
        return settings.isSame(other.settings, path)
                && lookups.interpolated(path).equals(other.lookups.interpolated(path));
    }

    Settings settings() {
        return settings;
    }

    private void requireElements(KeyPath asked) {
        List<Object> steps = settings.indexed(asked).steps();
        KeyPath at = KeyPath.ROOT;
        for (Object step : steps) {
            boolean isElement =
                    settings.value(at).filter(List.class::isInstance).isPresent();
            if (isElement && step instanceof String name) {
                throw missing("there is no '" + name + "' in '" + at + "'", names(at, name));
            }
            at = step instanceof Integer index ? at.index(index) : at.key((String) step);
            if (step instanceof Integer && settings.value(at).isEmpty()) {
                throw missing("there is no '" + at + "'", Optional.empty());
            }
        }
    }

    private Optional<String> names(KeyPath list, String name) {
        List<String> names = settings.names(list);
        Optional<String> near = Nearest.to(name, names);
        return near.map(found -> "did you mean '" + list.key(found) + "'?")
                .or(() -> Optional.of("it has " + (names.isEmpty() ? "no names" : String.join(", ", names))));
    }

    private ConfigException missing(String message, Optional<String> hint) {
        KeyPath where = settings.draft().site().path();
        Optional<SourceLocation> location = loaded.locate(where);
        return new ConfigException(
                "This cannot be explained.",
                List.of(new Problem(Problem.Severity.ERROR, "path", where, message, location, hint)));
    }
}
