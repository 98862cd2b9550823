package dev.haloy.deploy;

import dev.haloy.client.ServerClient;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.resolve.ResolvedTarget;
import dev.haloy.secret.Redactor;
import java.util.Map;
import java.util.Objects;

/**
 * What a run works with and its state must not hold, because it contains secrets.
 *
 * @param targets the targets with their values, by key
 * @param clients a client per server with a token, by the server's key
 * @param redactor knows all secrets of the run
 */
record RunContext(Map<String, ReadyTarget> targets, Map<String, ServerClient> clients, Redactor redactor) {
    ReadyTarget target(String key) {
        return Objects.requireNonNull(targets.get(key), key);
    }

    ServerClient client(String server) {
        return Objects.requireNonNull(clients.get(server), server);
    }

    ServerClient clientOf(String target) {
        return client(target(target).target().server().key());
    }

    /** An image as one word. */
    static String image(ResolvedTarget.Image image) {
        String repository = image.repository();
        boolean named = repository.contains("@") || repository.lastIndexOf(':') > repository.lastIndexOf('/');
        return image.tag().map(tag -> repository + ":" + tag).orElse(named ? repository : repository + ":latest");
    }
}
