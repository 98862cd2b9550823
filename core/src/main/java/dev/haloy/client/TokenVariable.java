package dev.haloy.client;

import dev.haloy.config.ServerAddress;
import java.util.Collection;
import java.util.Locale;

/** Makes up the name of the variable for a server's token. */
final class TokenVariable {
    private static final String PREFIX = "HALOY_API_TOKEN_";

    private TokenVariable() {}

    /** The usual name for a server. */
    static String of(ServerAddress address) {
        return PREFIX + address.key().replaceAll("[^A-Za-z0-9_]+", "_").toUpperCase(Locale.ROOT);
    }

    /** The usual name, numbered if another server has it already. */
    static String unused(ServerAddress address, Collection<String> taken) {
        String name = of(address);
        String free = name;
        for (int i = 2; taken.contains(free); i++) {
            free = name + "_" + i;
        }
        return free;
    }
}
