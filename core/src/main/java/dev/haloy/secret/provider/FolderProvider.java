package dev.haloy.secret.provider;

import dev.haloy.secret.Secret;
import dev.haloy.secret.SecretException;
import dev.haloy.secret.SecretRef;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Secrets that each have a file. */
record FolderProvider(String name, Path folder) implements NamedProvider {
    @Override
    public Optional<Secret> find(SecretRef ref) {
        return ref.provider().equals(name)
                ? Optional.of(Secret.of(SecretFiles.withoutLastBreak(SecretFiles.read(ref, file(ref)))))
                : Optional.empty();
    }

    private Path file(SecretRef ref) {
        try {
            Path file = folder.resolve(ref.path()).normalize();
            if (file.startsWith(folder)) {
                return file;
            }
        } catch (InvalidPathException e) {
            // Not the name of any file, so not of one in the folder either.
        }
        throw new SecretException("'" + ref + "' cannot be had: it does not name a file in " + folder);
    }
}
