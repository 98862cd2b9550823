package dev.haloy.client;

import dev.haloy.config.ConfigException;
import dev.haloy.error.KeyPath;
import dev.haloy.error.Problem;
import dev.haloy.internal.clientyaml.ClientYaml;
import dev.haloy.internal.dotenv.DotEnvEditor;
import dev.haloy.internal.file.OwnerOnlyFile;
import dev.haloy.secret.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The two files of a client configuration directory. */
final class ClientFiles {
    private static final String YAML = "client.yaml";
    private static final String TOKENS = ".env";

    private final Path directory;

    ClientFiles(Path directory) {
        this.directory = directory;
    }

    /** Something that may find the file in a shape it cannot deal with. */
    @FunctionalInterface
    interface YamlChange {
        ClientYaml apply() throws ClientYaml.MalformedException;
    }

    /** The list of servers; empty if there is no file. */
    ClientYaml readYaml() {
        return changed(() -> ClientYaml.parse(read(directory.resolve(YAML))));
    }

    ClientYaml changed(YamlChange change) {
        try {
            return change.apply();
        } catch (ClientYaml.MalformedException e) {
            throw unusable("8.2", directory.resolve(YAML), String.valueOf(e.getMessage()));
        }
    }

    void writeYaml(ClientYaml yaml) {
        write(directory.resolve(YAML), yaml.text());
    }

    void setToken(String variable, Secret token) {
        Path file = directory.resolve(TOKENS);
        String text = read(file);
        try {
            write(file, DotEnvEditor.set(text, variable, token.reveal()));
        } catch (IllegalArgumentException e) {
            throw unusable("6.3", file, String.valueOf(e.getMessage()));
        }
    }

    void removeToken(String variable) {
        Path file = directory.resolve(TOKENS);
        String text = read(file);
        try {
            String changed = DotEnvEditor.remove(text, variable);
            if (!changed.equals(text)) {
                write(file, changed);
            }
        } catch (IllegalArgumentException e) {
            throw unusable("6.3", file, String.valueOf(e.getMessage()));
        }
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw unusable("8.2", file, "it cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static void write(Path file, String text) {
        try {
            OwnerOnlyFile.replace(file, text);
        } catch (IOException e) {
            throw unusable("8.5", file, "it cannot be written (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static ConfigException unusable(String rule, Path file, String reason) {
        return new ConfigException(
                "The client configuration cannot be used.",
                List.of(new Problem(
                        Problem.Severity.ERROR,
                        rule,
                        KeyPath.of(String.valueOf(file.getFileName())),
                        file + ": " + reason,
                        Optional.empty(),
                        Optional.empty())));
    }
}
