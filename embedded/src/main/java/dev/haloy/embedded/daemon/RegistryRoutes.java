package dev.haloy.embedded.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haloy.embedded.docker.DockerEngine;
import dev.haloy.embedded.docker.RegistryAccounts;
import java.util.List;
import java.util.Map;

/** Logging the server in to registries and out again. */
final class RegistryRoutes {
    private static final JsonShape LOGIN = JsonShape.object()
            .with("server", JsonShape.text())
            .with("username", JsonShape.text())
            .with("password", JsonShape.text());
    private static final JsonShape LOGOUT = JsonShape.object().with("server", JsonShape.text());

    private final DockerEngine docker;
    private final StoredLogins logins;

    RegistryRoutes(DockerEngine docker, StoredLogins logins) {
        this.docker = docker;
        this.logins = logins;
    }

    List<Route> all() {
        return List.of(
                Route.get("/v1/registries", this::list),
                Route.postWithBody("/v1/registries/login", this::login),
                Route.postWithBody("/v1/registries/logout", this::logout));
    }

    private void list(Route.Call call) {
        StringBuilder out = new StringBuilder("{\"registries\":[");
        String separator = "";
        for (Map.Entry<String, String> login : logins.users().entrySet()) {
            entry(out.append(separator), login.getKey(), login.getValue());
            separator = ",";
        }
        call.reply().json(out.append("]}"));
    }

    private static StringBuilder entry(StringBuilder out, String server, String username) {
        JsonText.quote(out.append("{\"server\":"), server);
        return JsonText.quote(out.append(",\"username\":"), username).append('}');
    }

    private void login(Route.Call call, byte[] body) {
        try {
            JsonNode json = StrictJson.read(body, LOGIN);
            String server = StoredLogins.normalized(required(json, "server"));
            RegistryAccounts.Account account =
                    new RegistryAccounts.Account(required(json, "username"), required(json, "password"));
            if (!docker.isReachable() || !docker.registries().accepts(server, account)) {
                throw new BadRequestException("Docker cannot log in to " + server + " with these credentials");
            }
            logins.put(server, account);
            call.reply().json(entry(new StringBuilder(), server, account.username()));
        } catch (BadRequestException bad) {
            call.reply().error(bad);
        }
    }

    private void logout(Route.Call call, byte[] body) {
        try {
            String server = StoredLogins.normalized(required(StrictJson.read(body, LOGOUT), "server"));
            if (logins.remove(server)) {
                call.reply().noContent();
            } else {
                call.reply().error(404, "nobody is logged in to " + server);
            }
        } catch (BadRequestException bad) {
            call.reply().error(bad);
        }
    }

    private static String required(JsonNode json, String key) throws BadRequestException {
        String value = json.path(key).asText("");
        if (value.isEmpty()
                || (key.equals("server") && StoredLogins.normalized(value).isEmpty())) {
            throw new BadRequestException("the registry's " + key + " is missing");
        }
        return value;
    }
}
