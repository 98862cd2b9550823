package dev.haloy.embedded.daemon;

import dev.haloy.embedded.docker.RegistryAccounts;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The accounts for registries that were stored on the server; a restart does not lose them. */
final class StoredLogins {
    private static final List<String> NAMES_OF_DOCKER_HUB = List.of("index.docker.io", "registry-1.docker.io");

    private final Map<String, RegistryAccounts.Account> accounts = new TreeMap<>();

    /** The name under which a registry is kept. */
    static String normalized(String server) {
        String name = server.strip().toLowerCase(Locale.ROOT);
        int scheme = name.indexOf("://");
        name = scheme < 0 ? name : name.substring(scheme + 3);
        name = withoutEnd(withoutEnd(withoutEnd(name, "/"), "/v1"), "/");
        return NAMES_OF_DOCKER_HUB.contains(name) ? "docker.io" : name;
    }

    private static String withoutEnd(String text, String end) {
        return text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text;
    }

    void put(String server, RegistryAccounts.Account account) {
        accounts.put(server, account);
    }

    boolean remove(String server) {
        return accounts.remove(server) != null;
    }

    Optional<RegistryAccounts.Account> find(String server) {
        return Optional.ofNullable(accounts.get(server));
    }

    /** User names by server, sorted by server. */
    Map<String, String> users() {
        Map<String, String> users = new TreeMap<>();
        accounts.forEach((server, account) -> users.put(server, account.username()));
        return users;
    }
}
