package dev.haloy.client;

/**
 * An account that a server uses to pull images. Its password is never shown.
 *
 * @param registry the registry, such as {@code ghcr.io}
 * @param username the account's name
 */
public record RegistryLogin(String registry, String username) {}
