package dev.haloy.testkit;

import dev.haloy.Project;
import dev.haloy.secret.Redactor;
import dev.haloy.secret.Secret;
import dev.haloy.secret.SecretProvider;
import dev.haloy.world.Environment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Variables, folders and secrets of a test. */
final class Surroundings {
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Map<String, Map<String, Secret>> secrets = new LinkedHashMap<>();
    private final Map<String, SecretProvider> providers = new LinkedHashMap<>();
    private Path workingDirectory = Path.of("").toAbsolutePath();
    private Path home = Path.of(System.getProperty("java.io.tmpdir"), "haloy-testkit-has-no-home");

    synchronized void env(String name, String value) {
        variables.put(name, value);
    }

    synchronized void secret(String reference, Secret value) {
        int colon = reference.indexOf(':');
        if (colon <= 0) {
            throw new IllegalArgumentException(
                    "A reference to a secret names its provider first, as in onepassword:prod-db.url");
        }
        secrets.computeIfAbsent(reference.substring(0, colon), provider -> new LinkedHashMap<>())
                .put(reference.substring(colon + 1), value);
    }

    synchronized void secrets(String provider, SecretProvider source) {
        providers.put(provider, source);
    }

    synchronized void workingDirectory(Path directory) {
        workingDirectory = directory;
    }

    synchronized void home(Path directory) {
        home = directory;
    }

    synchronized Environment environment() {
        return new Environment(variables, workingDirectory, home);
    }

    /** Of two providers of a name the one added last is asked first. */
    synchronized Project withSecrets(Project project) {
        Project changed = project;
        for (Map.Entry<String, SecretProvider> provider : providers.entrySet()) {
            changed = changed.withSecrets(provider.getKey(), provider.getValue());
        }
        for (Map.Entry<String, Map<String, Secret>> given : secrets.entrySet()) {
            Map<String, Secret> values = Map.copyOf(given.getValue());
            changed = changed.withSecrets(given.getKey(), ref -> Optional.ofNullable(values.get(ref.path())));
        }
        return changed;
    }

    synchronized Redactor redactor() {
        List<Secret> all = new ArrayList<>();
        secrets.values().forEach(values -> all.addAll(values.values()));
        return Redactor.of(all);
    }
}
