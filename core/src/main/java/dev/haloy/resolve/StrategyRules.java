package dev.haloy.resolve;

import dev.haloy.config.TargetConfig;
import dev.haloy.error.KeyPath;
import dev.haloy.error.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Preset, naming and replacement of containers, and how they go together. */
final class StrategyRules {
    private static final KeyPath PRESET = KeyPath.of("preset");
    private static final KeyPath NAMING = KeyPath.of("naming_strategy");
    private static final KeyPath STRATEGY = KeyPath.of("deployment_strategy");
    private static final KeyPath REPLICAS = KeyPath.of("replicas");

    private StrategyRules() {}

    static void check(Draft draft, Consumer<Problem> findings) {
        TargetConfig settings = draft.settings();
        Site site = draft.site();
        word(site, "V6", PRESET, settings.preset(), List.of("database", "service"), findings);
        word(site, "V27", NAMING, settings.namingStrategy(), List.of("dynamic", "static"), findings);
        word(site, "V31", STRATEGY, settings.deploymentStrategy(), List.of("rolling", "replace"), findings);
        if (settings.namingStrategy().equals(Optional.of("static"))) {
            fixedNames(settings, site, findings);
        }
    }

    private static void fixedNames(TargetConfig settings, Site site, Consumer<Problem> findings) {
        // An unknown word is reported as such; that it is not "replace" would be said twice.
        if (settings.deploymentStrategy().equals(Optional.of("rolling"))) {
            findings.accept(Conflict.between(NAMING, STRATEGY)
                    .problem("V28", site, "naming_strategy static needs deployment_strategy replace"));
        }
        if (settings.replicas().orElse(1) > 1) {
            findings.accept(Conflict.between(REPLICAS, NAMING)
                    .problem("V29", site, "naming_strategy static allows one replica only"));
        }
    }

    /** Complains about a word that is none of the known ones. */
    static void word(
            Site site,
            String rule,
            KeyPath key,
            Optional<String> value,
            List<String> known,
            Consumer<Problem> findings) {
        value.filter(word -> !word.isEmpty() && !known.contains(word)).ifPresent(word -> {
            String all = "use " + String.join(" or ", known);
            String hint = Nearest.to(word, known)
                    .map(near -> "did you mean '" + near + "'?")
                    .orElse(all);
            findings.accept(site.error(rule, key, "'" + word + "' is not known here; " + all, hint));
        });
    }
}
