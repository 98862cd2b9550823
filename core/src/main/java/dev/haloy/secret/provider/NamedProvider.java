package dev.haloy.secret.provider;

import dev.haloy.secret.Secret;
import dev.haloy.secret.SecretProvider;
import dev.haloy.secret.SecretRef;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * A provider for every reference that begins with its name. Asked before the {@code secret_providers} of a file, which
 * need not mention it.
 *
 * <p>To have one found by itself, name its class in {@code META-INF/services/dev.haloy.secret.provider.NamedProvider}.
 */
public interface NamedProvider extends SecretProvider {
    /** What references to its secrets begin with, for example {@code vault} for {@code vault:prod-db.url}. */
    String name();

    /** Gives a provider a name. */
    static NamedProvider of(String name, SecretProvider provider) {
        return new Registered(Objects.requireNonNull(name), Objects.requireNonNull(provider));
    }

    /** Those that the class path brings along, in its order. */
    static List<NamedProvider> installed() {
        return ServiceLoader.load(NamedProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /**
     * A provider that was given its name.
     *
     * @param name the name
     * @param provider the provider
     */
    record Registered(String name, SecretProvider provider) implements NamedProvider {
        @Override
        public Optional<Secret> find(SecretRef ref) throws Exception {
            return provider.find(ref);
        }
    }
}
