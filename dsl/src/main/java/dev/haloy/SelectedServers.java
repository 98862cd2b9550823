package dev.haloy;

import dev.haloy.client.RegistryLogin;
import dev.haloy.client.ServerComponents;
import dev.haloy.config.ConfigException;
import dev.haloy.operate.LogFollowing;
import dev.haloy.operate.ServerAccess;
import dev.haloy.operate.ServerAnswer;
import dev.haloy.operate.ServerAsker;
import dev.haloy.operate.ServerLogListener;
import dev.haloy.operate.ServerLogReader;
import dev.haloy.secret.Secret;
import dev.haloy.world.World;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Some servers, each once: those of the chosen targets ({@link Selection#servers()}), or known ones ({@link Servers#at}). A server that
 * cannot say is part of an answer, not an exception. Immutable and safe to share.
 */
public final class SelectedServers {
    private final World world;
    private final Supplier<List<ServerAccess>> servers;

    SelectedServers(World world, Supplier<List<ServerAccess>> servers) {
        this.world = world;
        this.servers = servers;
    }

    /**
     * What the servers run.
     *
     * @return one answer per server, in the order of the targets
     * @throws ConfigException if the configuration has problems
     */
    public List<ServerAnswer<ServerComponents>> versions() {
        return world.await(versionsAsync());
    }

    /** The same without waiting. */
    public CompletableFuture<List<ServerAnswer<ServerComponents>>> versionsAsync() {
        return ask(access -> new ServerAsker(world).components(access));
    }

    /** The accounts that the servers pull images with; passwords are never told. */
    public List<ServerAnswer<List<RegistryLogin>>> registries() {
        return world.await(ask(access -> new ServerAsker(world).logins(access)));
    }

    /**
     * Gives the servers an account to pull images with, in the place of the one they may have. Each tries it first.
     *
     * @param registry such as {@code ghcr.io}
     */
    public List<ServerAnswer<RegistryLogin>> loginToRegistry(String registry, String username, Secret password) {
        return world.await(ask(access -> new ServerAsker(world).login(access, registry, username, password)));
    }

    /** Takes the account of a registry from the servers; whether each had one. */
    public List<ServerAnswer<Boolean>> logoutOfRegistry(String registry) {
        return world.await(ask(access -> new ServerAsker(world).logout(access, registry)));
    }

    /**
     * Follows what the servers say about their work, beginning with what they said last, until the result is closed. The listener is
     * called on the World's loop; the keys of the result are those of servers.
     *
     * @param visitors whether every request of visitors of the apps is an entry too
     * @throws ConfigException if the configuration has problems; nothing is followed then
     */
    public LogFollowing followLogs(boolean visitors, ServerLogListener listener) {
        return new ServerLogReader(world).follow(servers.get(), visitors, listener);
    }

    private <T> CompletableFuture<T> ask(Function<List<ServerAccess>, CompletableFuture<T>> question) {
        return Launch.launch(world, servers, question);
    }
}
