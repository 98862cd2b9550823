package dev.haloy.embedded.docker;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Who may use which registry. A registry of which nothing was said lets everybody in. */
public final class RegistryAccounts {
    private final Map<String, Set<Account>> accounts = new LinkedHashMap<>();
    private final Set<String> unreachable = new LinkedHashSet<>();

    /** A user name and a password, which the text form does not show. */
    public record Account(String username, String password) {
        /** Somebody without an account. */
        public static final Account NOBODY = new Account("", "");

        @Override
        public String toString() {
            return username;
        }
    }

    /** From now on the registry lets in only those who were named. */
    public void add(String server, Account account) {
        accounts.computeIfAbsent(server, unknown -> new LinkedHashSet<>()).add(account);
    }

    /** From now on nobody reaches the registry, or everybody again. */
    public void reachable(String server, boolean yes) {
        if (yes) {
            unreachable.remove(server);
        } else {
            unreachable.add(server);
        }
    }

    /** Whether the registry can be reached and lets this one in. */
    public boolean accepts(String server, Account account) {
        Set<Account> known = accounts.get(server);
        return !unreachable.contains(server) && (known == null || known.contains(account));
    }
}
