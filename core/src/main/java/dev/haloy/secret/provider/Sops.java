package dev.haloy.secret.provider;

import dev.haloy.config.SopsSource;
import dev.haloy.error.KeyPath;
import dev.haloy.world.Environment;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads one encrypted file through the SOPS command line tool. */
final class Sops implements SecretSource {
    private final SopsSource source;
    private final KeyPath path;
    private final Path directory;

    /** The directory is where a relative file name begins: that of the configuration. */
    Sops(SopsSource source, KeyPath path, Path directory) {
        this.source = source;
        this.path = path;
        this.directory = directory;
    }

    @Override
    public Map<String, String> fetch(Commands commands, Environment environment) throws LookupException {
        String name = source.file().orElse("");
        if (name.isBlank()) {
            throw LookupException.definition(path.key("file"), "the file is missing");
        }
        Path file = directory.resolve(name).toAbsolutePath().normalize();
        String format = format(file);
        String output = commands.output(
                List.of("sops", "decrypt", "--input-type", format, "--output-type", format, file.toString()),
                environment);
        try {
            return KeyedText.values(format, output);
        } catch (FlattenedKeys.UnusableException e) {
            throw LookupException.definition(path, "the decrypted file cannot be used: " + e.getMessage());
        }
    }

    private String format(Path file) throws LookupException {
        String written = source.format().orElse("").strip().toLowerCase(Locale.ROOT);
        if (written.isEmpty()) {
            return byEnding(String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT));
        }
        if (written.equals("binary")) {
            throw LookupException.definition(path.key("format"), "binary files have no keys; use yaml, json or dotenv");
        }
        if (!List.of("yaml", "json", "dotenv").contains(written)) {
            throw LookupException.definition(path.key("format"), "the format must be yaml, json or dotenv");
        }
        return written;
    }

    private String byEnding(String name) throws LookupException {
        return KeyedText.formatOf(name)
                .orElseThrow(() -> LookupException.definition(
                        path.key("format"),
                        "the file's ending does not tell its format; add format: yaml, json or dotenv"));
    }
}
