package dev.haloy.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.internal.json.Json;
import dev.haloy.secret.Secret;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The accounts that one server uses to pull images which the configuration gives no account for. Futures are like those of {@link
 * ServerClient}.
 */
public final class RegistryClient {
    private final ServerCalls calls;

    RegistryClient(ServerCalls calls) {
        this.calls = calls;
    }

    /** The accounts it has, by registry. */
    public CompletableFuture<List<RegistryLogin>> list() {
        return calls.call(
                calls.request("/v1/registries").GET().build(), answer -> OperateAnswers.logins(answer.body()));
    }

    /**
     * Gives it an account, in the place of the one it may have for this registry. It tries the account first, which takes up to half a
     * minute, and refuses one that does not work.
     */
    public CompletableFuture<RegistryLogin> login(String registry, String username, Secret password) {
        return calls.call(
                calls.post("/v1/registries/login", LoginBody.of(registry, username, password)),
                answer -> OperateAnswers.login(answer.body()));
    }

    /** Takes an account from it; whether it had one. */
    public CompletableFuture<Boolean> logout(String registry) {
        ObjectNode body = Json.object().put("server", registry);
        return calls.callOrMiss(calls.post("/v1/registries/logout", body), answer -> {
            boolean miss = answer.statusCode() == 404;
            return miss && !ServerCalls.isOfKnownRoute(answer) ? Optional.empty() : Optional.of(!miss);
        });
    }
}
