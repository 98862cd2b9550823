package dev.haloy.cli;

import dev.haloy.config.ServerAddress;

/** Reads server addresses people type. */
final class Addresses {
    private Addresses() {}

    static ServerAddress parse(String text) {
        try {
            return ServerAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage() + "; write a host such as prod.example.com, or host:port.");
        }
    }
}
