package dev.haloy.testkit;

import dev.haloy.Project;
import dev.haloy.secret.Redactor;
import dev.haloy.secret.Secret;
import dev.haloy.secret.SecretProvider;
import dev.haloy.world.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Variables, folders and secrets of a test. */
final class Surroundings {
    private static final AtomicLong NUMBER = new AtomicLong();

    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Map<String, Map<String, Secret>> secrets = new LinkedHashMap<>();
    private final Map<String, SecretProvider> providers = new LinkedHashMap<>();
    private Path workingDirectory = Path.of("").toAbsolutePath();
    private final Path ownHome = Path.of(
            System.getProperty("java.io.tmpdir"),
            "haloy-testkit-" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet());
    private Path home = ownHome;

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

    /** Deletes what transfers of images have left in the home that nobody gave. */
    void removeHome() {
        if (!Files.isDirectory(ownHome)) {
            return;
        }
        try (Stream<Path> all = Files.walk(ownHome)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized Redactor redactor() {
        List<Secret> all = new ArrayList<>();
        secrets.values().forEach(values -> all.addAll(values.values()));
        return Redactor.of(all);
    }
}
