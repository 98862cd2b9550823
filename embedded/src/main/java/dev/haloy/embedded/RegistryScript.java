package dev.haloy.embedded;

import dev.haloy.embedded.daemon.Turns;
import dev.haloy.embedded.docker.RegistryAccounts;

/** Says what is special about a registry, as one server sees it; without a word, it lets everybody in. */
public final class RegistryScript {
    private final Turns turns;
    private final RegistryAccounts accounts;
    private final String server;

    RegistryScript(Turns turns, RegistryAccounts accounts, String server) {
        this.turns = turns;
        this.accounts = accounts;
        this.server = server;
    }

    /** From now on only this account, and others named in this way, may log in and pull. */
    public RegistryScript account(String username, String password) {
        turns.take(() -> accounts.add(server, new RegistryAccounts.Account(username, password)));
        return this;
    }

    /** Whether it can be reached; it can by default. */
    public RegistryScript reachable(boolean reachable) {
        turns.take(() -> accounts.reachable(server, reachable));
        return this;
    }
}
