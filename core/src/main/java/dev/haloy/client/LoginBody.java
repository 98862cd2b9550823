package dev.haloy.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.internal.json.Json;
import dev.haloy.secret.Secret;

/** The request that gives a server an account of a registry. */
final class LoginBody {
    private LoginBody() {}

    static ObjectNode of(String registry, String username, Secret password) {
        return Json.object().put("server", registry).put("username", username).put("password", password.reveal());
    }
}
