package dev.haloy.resolve;

import dev.haloy.config.EnvVar;
import dev.haloy.config.ValueSource;
import dev.haloy.error.KeyPath;
import dev.haloy.error.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Values that may be literal or come from elsewhere: exactly one of the two. */
final class SourceRules {
    private static final KeyPath ENV = KeyPath.of("env");
    private static final KeyPath API_TOKEN = KeyPath.of("api_token");

    private SourceRules() {}

    static void check(Draft draft, Consumer<Problem> findings) {
        List<EnvVar> env = draft.settings().env();
        for (int i = 0; i < env.size(); i++) {
            name(draft.site(), ENV.index(i).key("name"), env.get(i).name().orElse(""), findings);
            source(draft.site(), "V34", ENV.index(i), env.get(i).source(), findings);
        }
        // A token without any value is how a target discards an inherited one.
        draft.settings()
                .apiToken()
                .filter(token -> !isNothing(token))
                .ifPresent(token -> source(draft.site(), "V43", API_TOKEN, token, findings));
    }

    private static void name(Site site, KeyPath key, String name, Consumer<Problem> findings) {
        if (name.isEmpty()) {
            findings.accept(site.error("V33", key, "the variable has no name"));
        } else if (name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
            findings.accept(site.error("V33", key, "the name of a variable must not contain = or NUL"));
        }
    }

    /** Checks one source; the rule is the one of the place where it stands. */
    static void source(Site site, String rule, KeyPath key, ValueSource source, Consumer<Problem> findings) {
        boolean literal = !text(source.value()).isEmpty();
        if (literal && source.hasFrom()) {
            findings.accept(site.error(rule, key, "value and from exclude each other"));
        }
        if (!literal && !source.hasFrom()) {
            findings.accept(site.error(rule, key, "a value is missing, or is empty", "add value or from"));
        }
        boolean env = !text(source.fromEnv()).isEmpty();
        boolean secret = !text(source.fromSecret()).isEmpty();
        if (source.hasFrom() && env == secret) {
            String message = env ? "env and secret exclude each other" : "from needs env or secret";
            findings.accept(site.error("V35", key.key("from"), message));
        }
    }

    static boolean isNothing(ValueSource source) {
        return text(source.value()).isEmpty() && !source.hasFrom();
    }

    static String text(Optional<String> value) {
        return value.orElse("");
    }
}
