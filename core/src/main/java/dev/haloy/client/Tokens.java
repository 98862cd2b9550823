package dev.haloy.client;

import dev.haloy.error.HaloyException;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.secret.Secret;

/** Knows the tokens of servers. {@link ServerDirectory} is the one that reads the files of the command line. */
@FunctionalInterface
public interface Tokens {
    /**
     * The token for a target's server.
     *
     * @throws HaloyException if there is none; the message says how to add it
     */
    Secret token(ReadyTarget target);
}
