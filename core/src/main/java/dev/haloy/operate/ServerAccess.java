package dev.haloy.operate;

import dev.haloy.client.Tokens;
import dev.haloy.config.ServerAddress;
import dev.haloy.error.HaloyException;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.secret.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A server and where its token comes from. The token is asked for when it is needed.
 *
 * @param server the server
 * @param source gives the token, or throws a {@link HaloyException} that says how to add it
 */
public record ServerAccess(ServerAddress server, Supplier<Secret> source) {
    /** The servers of targets, each once, in the order of the targets; the first target of a server gives the token. */
    public static List<ServerAccess> of(List<ReadyTarget> targets, Tokens tokens) {
        Map<ServerAddress, ServerAccess> servers = new LinkedHashMap<>();
        targets.forEach(target -> servers.putIfAbsent(
                target.target().server(), new ServerAccess(target.target().server(), () -> tokens.token(target))));
        return List.copyOf(servers.values());
    }

    /** The server. */
    @Override
    public String toString() {
        return server.key();
    }
}
