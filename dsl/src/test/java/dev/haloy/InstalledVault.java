package dev.haloy;

import dev.haloy.secret.Secret;
import dev.haloy.secret.SecretRef;
import dev.haloy.secret.provider.NamedProvider;
import java.util.Optional;

/** A provider that the class path brings along. */
public final class InstalledVault implements NamedProvider {
    @Override
    public String name() {
        return "installed-vault";
    }

    @Override
    public Optional<Secret> find(SecretRef ref) {
        return Optional.of(Secret.of("installed " + ref.path()));
    }
}
