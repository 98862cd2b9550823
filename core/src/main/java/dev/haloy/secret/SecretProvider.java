package dev.haloy.secret;

import java.util.Optional;

/**
 * Finds secrets by reference. Register one to read from a store that this library does not know.
 *
 * <p>Empty means "not mine, ask the next"; an exception means "mine, and broken". Called on a thread that may block, once
 * per reference and run; must be safe for use by several threads. Its exceptions are reported with the reference, so
 * their messages must not contain the value.
 */
@FunctionalInterface
public interface SecretProvider {
    /**
     * Looks up one secret.
     *
     * @param ref the reference as written
     * @return the secret, or empty if this provider does not know the reference
     * @throws Exception if the secret is this provider's and cannot be had
     */
    Optional<Secret> find(SecretRef ref) throws Exception;
}
