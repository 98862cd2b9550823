package dev.haloy.operate;

import dev.haloy.client.RegistryLogin;
import dev.haloy.client.ServerClient;
import dev.haloy.client.ServerComponents;
import dev.haloy.secret.Secret;
import dev.haloy.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Asks servers about themselves, and for what concerns a server as a whole: all in parallel, answers in the given order. What goes
 * wrong with one hides nothing about the others.
 */
public final class ServerAsker {
    /** Servers try an account for up to half a minute. */
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(45);

    private final Asking asking;

    /** Works in this World. */
    public ServerAsker(World world) {
        this.asking = Asking.in(world, CALL_TIMEOUT);
    }

    /** What the servers run; also proves that the tokens are right. */
    public CompletableFuture<List<ServerAnswer<ServerComponents>>> components(List<ServerAccess> servers) {
        return ask(servers, ServerClient::components);
    }

    /** The accounts that servers pull images with. */
    public CompletableFuture<List<ServerAnswer<List<RegistryLogin>>>> logins(List<ServerAccess> servers) {
        return ask(servers, client -> client.registries().list());
    }

    /** Gives servers an account of a registry; each tries it first, and refuses one that does not work. */
    public CompletableFuture<List<ServerAnswer<RegistryLogin>>> login(
            List<ServerAccess> servers, String registry, String username, Secret password) {
        return ask(servers, client -> client.registries().login(registry, username, password));
    }

    /** Takes the account of a registry from servers; whether each had one. */
    public CompletableFuture<List<ServerAnswer<Boolean>>> logout(List<ServerAccess> servers, String registry) {
        return ask(servers, client -> client.registries().logout(registry));
    }

    private <T> CompletableFuture<List<ServerAnswer<T>>> ask(
            List<ServerAccess> servers, Function<ServerClient, CompletableFuture<T>> question) {
        return asking.all(
                servers.stream().map(Door.ToServer::new).toList(),
                (client, server) -> asking.read(server, () -> question.apply(client)),
                (server, value) -> new ServerAnswer<>(server.server().key(), Optional.of(value), Optional.empty()),
                (server, failure) ->
                        new ServerAnswer<>(server.server().key(), Optional.empty(), Asking.problem(failure)));
    }
}
