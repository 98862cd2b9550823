package dev.haloy.testkit;

import dev.haloy.config.ConfigLoader;
import dev.haloy.config.LoadedConfig;
import dev.haloy.config.LoadedConfig.Format;
import dev.haloy.secret.SecretException;
import dev.haloy.secret.SecretProvider;
import dev.haloy.secret.SecretRef;
import dev.haloy.secret.provider.LookupException;
import dev.haloy.secret.provider.SecretProviders;
import dev.haloy.secret.provider.SecretSources;
import dev.haloy.world.ProcessRunner.Finished;
import dev.haloy.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The providers that come with the library keep the contract. */
class OwnSecretProvidersTest {
    private static final String PASSWORD = "c0rrect \"horse\" ${A}";
    private static final String KEY = "-----BEGIN KEY-----\n  battery\n-----END KEY-----";

    @TempDir
    Path folder;

    private Path write(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A program that has secrets called {@code db/password} and {@code key}, and talks too much about them. */
    @Nested
    class OfAProgram extends Vault {
        OfAProgram() {
            super("db/password", "key");
        }

        @Override
        protected SecretProvider provider() {
            Map<String, String> store = Map.of("db/password", PASSWORD + "\n", "key", KEY + "\r\n");
            World world = PrintingProcesses.world(arguments -> {
                String output = store.get(arguments.get(2));
                return output == null
                        ? new Finished(1, KEY, "there are only " + store)
                        : new Finished(0, output, "this is " + output);
            });
            return SecretProviders.command("vault", world, List.of("./read-secret", "--raw"));
        }
    }

    /** A file for each secret. */
    @Nested
    class OfAFolder extends Vault {
        OfAFolder() {
            super("db/password", "key");
        }

        @Override
        protected SecretProvider provider() {
            write("store/db/password", PASSWORD + "\n");
            write("store/key", KEY + "\n");
            write("nothing/here", "outside of the folder");
            return SecretProviders.folder("vault", folder.resolve("store"));
        }

        @Override
        protected SecretRef unknown() {
            return new SecretRef("vault", "../nothing/here");
        }
    }

    /** One file with keys. */
    @Nested
    class OfAYamlFile extends Vault {
        OfAYamlFile() {
            super("db.password", "key");
        }

        @Override
        protected SecretProvider provider() {
            String yaml = "db:\n  password: 'c0rrect \"horse\" ${A}'\nkey: |-\n  " + KEY.replace("\n", "\n  ") + "\n";
            return SecretProviders.file("vault", write("secrets.yaml", yaml));
        }
    }

    /** The same in JSON. */
    @Nested
    class OfAJsonFile extends Vault {
        OfAJsonFile() {
            super("db.password", "key");
        }

        @Override
        protected SecretProvider provider() {
            String json = "{\"db\": {\"password\": \"c0rrect \\\"horse\\\" ${A}\"}, \"key\": \""
                    + KEY.replace("\n", "\\n") + "\"}";
            return SecretProviders.file("vault", write("secrets.json", json));
        }
    }

    /** What the configuration calls a SOPS source. */
    @Nested
    class OfSops extends Vault {
        OfSops() {
            super("sops", "app.db", "app.key");
        }

        @Override
        protected SecretProvider provider() {
            World world = PrintingProcesses.world(arguments -> new Finished(
                    0, "{\"db\": \"c0rrect \\\"horse\\\" ${A}\", \"key\": \"" + KEY.replace("\n", "\\n") + "\"}", ""));
            return configured("sops", "secret_providers: {sops: {app: {file: secrets.json}}}", world);
        }
    }

    /** What the configuration calls a 1Password source. */
    @Nested
    class OfOnePassword extends Vault {
        OfOnePassword() {
            super("onepassword", "app.db", "app.key");
        }

        @Override
        protected SecretProvider provider() {
            World world = PrintingProcesses.world(arguments -> new Finished(
                    0,
                    "{\"fields\": [{\"label\": \"db\", \"value\": \"c0rrect \\\"horse\\\" ${A}\"},"
                            + " {\"label\": \"key\", \"value\": \"" + KEY.replace("\n", "\\n") + "\"}]}",
                    ""));
            return configured("onepassword", "secret_providers: {onepassword: {app: {vault: v, item: i}}}", world);
        }
    }

    /** The sources of a configuration as a run sees them, reported as a run reports them: by reference. */
    private SecretProvider configured(String name, String yaml, World world) {
        LoadedConfig loaded = ConfigLoader.parse(yaml, Format.YAML, "haloy.yaml", folder);
        return ref -> {
            if (!ref.provider().equals(name)) {
                return Optional.empty();
            }
            SecretSources sources = new SecretSources(loaded, List.of(), world, SecretSources.DEFAULT_LIMIT);
            try {
                return Optional.of(sources.find(ref.toString(), world.environment()));
            } catch (LookupException e) {
                throw new SecretException(ref + ": " + e.getMessage());
            }
        };
    }

    /** Two secrets under the provider's own kind of path. */
    private abstract static class Vault extends SecretProviderContract {
        private final String provider;
        private final String password;
        private final String key;

        Vault(String password, String key) {
            this("vault", password, key);
        }

        Vault(String provider, String password, String key) {
            this.provider = provider;
            this.password = password;
            this.key = key;
        }

        @Override
        protected Map<SecretRef, String> known() {
            return Map.of(new SecretRef(provider, password), PASSWORD, new SecretRef(provider, key), KEY);
        }

        @Override
        protected SecretRef unknown() {
            return new SecretRef(provider, password + "-of-old");
        }

        @Override
        protected SecretRef foreign() {
            return new SecretRef("elsewhere", password);
        }
    }
}
