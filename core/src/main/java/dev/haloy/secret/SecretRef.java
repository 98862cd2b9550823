package dev.haloy.secret;

import java.util.Objects;

/**
 * A reference to a secret as written in a configuration: {@code provider:path}, for example {@code
 * onepassword:prod-db.url}.
 *
 * @param provider what stands before the first colon
 * @param path everything behind it; its form is the provider's business
 */
public record SecretRef(String provider, String path) {
    /** Refuses null. */
    public SecretRef {
        Objects.requireNonNull(provider);
        Objects.requireNonNull(path);
    }

    /** The reference as written. */
    @Override
    public String toString() {
        return provider + ":" + path;
    }
}
