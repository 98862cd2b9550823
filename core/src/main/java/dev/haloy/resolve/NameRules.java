package dev.haloy.resolve;

import dev.haloy.error.KeyPath;
import dev.haloy.error.Problem;
import java.util.function.Consumer;

/** The name of the app. */
final class NameRules {
    private static final KeyPath NAME = KeyPath.of("name");

    private NameRules() {}

    static void check(Draft draft, Consumer<Problem> findings) {
        String name = draft.settings().name().orElse("");
        Site site = draft.site();
        if (name.isEmpty() && site.path().isRoot()) {
            findings.accept(site.error("V1", NAME, "a file without targets needs a name", "add name"));
        } else if (name.isEmpty()) {
            findings.accept(site.error("V3", NAME, "the target has no name", "add name"));
        } else if (!Characters.isAppName(name)) {
            findings.accept(site.error(
                    "V5",
                    NAME,
                    "'" + name + "' is not a name for an app",
                    "use ASCII letters, digits, - and _, beginning with a letter or digit"));
        }
    }
}
