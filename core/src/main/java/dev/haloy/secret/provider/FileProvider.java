package dev.haloy.secret.provider;

import dev.haloy.secret.Secret;
import dev.haloy.secret.SecretException;
import dev.haloy.secret.SecretRef;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Secrets that stand in one file under keys. */
record FileProvider(String name, Path file, String format) implements NamedProvider {
    @Override
    public Optional<Secret> find(SecretRef ref) {
        if (!ref.provider().equals(name)) {
            return Optional.empty();
        }
        Map<String, String> values = values(ref);
        String value = values.get(ref.path());
        if (value == null) {
            throw new SecretException("'" + ref + "' cannot be had: " + file + " has no key '" + ref.path()
                    + "'; keys: " + SecretSources.some(values.keySet().stream().sorted()));
        }
        return Optional.of(Secret.of(value));
    }

    private Map<String, String> values(SecretRef ref) {
        try {
            return KeyedText.values(format, SecretFiles.read(ref, file));
        } catch (FlattenedKeys.UnusableException e) {
            throw new SecretException("'" + ref + "' cannot be had: " + file + " cannot be used: " + e.getMessage());
        }
    }
}
