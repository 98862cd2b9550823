package dev.haloy.resolve;

import dev.haloy.config.DomainConfig;
import dev.haloy.config.EnvVar;
import dev.haloy.config.ValueSource;
import dev.haloy.secret.Secret;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What decides about a running app, one text for each setting, as anybody may see it: references instead of the values they lead to, and a
 * mask for what stands in the file and looks secret. Commands and credentials are left out: they do not run on the server.
 *
 * @param settings the texts by snake-case keys such as {@code replicas} or {@code env.LOG_LEVEL}
 * @param withheld the settings whose value the text does not tell
 */
public record Snapshot(Map<String, String> settings, Set<String> withheld) {
    /** The key of the image's whole reference. */
    public static final String IMAGE = "image";

    /** The key of where an image that is built goes; not set for one that is pulled. */
    public static final String PUSH = "image.builder.push";

    /** The key of the word for what the server keeps. */
    public static final String HISTORY = "image.history.strategy";

    /** Makes private copies that keep the order. */
    public Snapshot {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        withheld = Collections.unmodifiableSet(new LinkedHashSet<>(withheld));
    }

    /**
     * A setting that is not the same.
     *
     * @param setting its key
     * @param now what it is; empty if it is not set
     * @param then what it will be; empty if it will not be set
     */
    public record Difference(String setting, Optional<String> now, Optional<String> then) {
        /** Key, old and new text. */
        @Override
        public String toString() {
            return setting + ": " + now.orElse("(not set)") + " -> " + then.orElse("(not set)");
        }
    }

    /** The settings of a target. */
    public static Snapshot of(ResolvedTarget target) {
        Map<String, String> settings = new LinkedHashMap<>();
        Set<String> withheld = new LinkedHashSet<>();
        settings.put(IMAGE, target.image().reference());
        if (target.image().mustBeBuilt()) {
            settings.put(PUSH, target.image().push());
        }
        settings.put("replicas", Integer.toString(target.replicas()));
        settings.put("deployment_strategy", target.strategy().word());
        target.namingStrategy().ifPresent(naming -> settings.put("naming_strategy", naming));
        settings.put("port", target.port());
        settings.put("health_check_path", target.healthCheckPath());
        settings.put("min_ready_seconds", Integer.toString(target.minReadySeconds()));
        target.domains().forEach(domain -> domain(domain, settings));
        target.acmeEmail().ifPresent(email -> settings.put("acme_email", email));
        if (!target.volumes().isEmpty()) {
            settings.put("volumes", String.join(", ", target.volumes()));
        }
        target.network().ifPresent(network -> settings.put("network", network));
        target.env().forEach(variable -> variable(variable, settings, withheld));
        history(target.image().history(), settings);
        return new Snapshot(settings, withheld);
    }

    private static void domain(DomainConfig domain, Map<String, String> settings) {
        List<String> names = new ArrayList<>();
        domain.domain().ifPresent(names::add);
        names.addAll(domain.aliases());
        settings.merge("domains", String.join(" = ", names), (before, next) -> before + ", " + next);
    }

    private static void variable(EnvVar variable, Map<String, String> settings, Set<String> withheld) {
        String name = variable.name().orElse("");
        String key = "env." + name;
        ValueSource source = variable.source();
        Optional<String> shown = source.value().filter(value -> !Sensitive.isSecret(name, value));
        if (shown.isEmpty()) {
            withheld.add(key);
        }
        settings.put(
                key,
                shown.or(() -> source.fromEnv().map(from -> "from the variable " + from))
                        .or(() -> source.fromSecret().map(from -> "from the secret " + from))
                        .orElse(Secret.MASK));
    }

    private static void history(ResolvedTarget.History history, Map<String, String> settings) {
        settings.put(HISTORY, history.strategy());
        history.count().ifPresent(count -> settings.put("image.history.count", Integer.toString(count)));
    }

    /** The text of a setting, if it is set. */
    public Optional<String> get(String setting) {
        return Optional.ofNullable(settings.get(setting));
    }

    /** The same with the image of another one; without an image if there is none. */
    public Snapshot withImage(Optional<Snapshot> other) {
        Map<String, String> changed = new LinkedHashMap<>(settings);
        for (String key : List.of(IMAGE, PUSH)) {
            changed.remove(key);
            other.flatMap(image -> image.get(key)).ifPresent(text -> changed.put(key, text));
        }
        return new Snapshot(changed, withheld);
    }

    /** What is not the same in a later one. */
    public List<Difference> differencesTo(Snapshot later) {
        Set<String> keys = new LinkedHashSet<>(later.settings.keySet());
        keys.addAll(settings.keySet());
        return keys.stream()
                .filter(key -> !get(key).equals(later.get(key)))
                .map(key -> new Difference(key, get(key), later.get(key)))
                .toList();
    }

    /** What is written in the same way in a later one, and may yet have another value. */
    public List<String> notComparedTo(Snapshot later) {
        return later.withheld.stream()
                .filter(key -> withheld.contains(key) && get(key).equals(later.get(key)))
                .toList();
    }
}
