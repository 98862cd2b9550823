package dev.haloy.deploy;

import dev.haloy.client.ServerClient;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.resolve.ResolvedTarget;
import dev.haloy.secret.Redactor;
import dev.haloy.secret.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What a run works with and its state must not hold, because it contains secrets. Used on the World's loop only. */
final class RunContext {
    private final Map<String, ReadyTarget> targets;
    private final Map<String, ServerClient> clients;
    private final Map<String, ReadyTarget> restored = new LinkedHashMap<>();
    private final List<Secret> secrets;
    private Redactor redactor;

    /**
     * Nothing restored yet.
     *
     * @param targets the targets with their values, by key
     * @param clients a client per server with a token, by the server's key
     * @param secrets all secrets of the run
     */
    RunContext(Map<String, ReadyTarget> targets, Map<String, ServerClient> clients, List<Secret> secrets) {
        this.targets = targets;
        this.clients = clients;
        this.secrets = new ArrayList<>(secrets);
        this.redactor = Redactor.of(secrets);
    }

    ReadyTarget target(String key) {
        return Objects.requireNonNull(targets.get(RunSpec.TargetSpec.written(key)), key);
    }

    ServerClient client(String server) {
        return Objects.requireNonNull(clients.get(server), server);
    }

    ServerClient clientOf(String target) {
        return client(target(target).target().server().key());
    }

    /** An earlier version was made ready; from now on its secrets are known too. */
    void restore(String key, ReadyTarget earlier) {
        restored.put(key, earlier);
        secrets.addAll(earlier.secrets());
        redactor = Redactor.of(secrets);
    }

    /** The earlier version that was made ready for a target. */
    Optional<ReadyTarget> restored(String key) {
        return Optional.ofNullable(restored.get(key));
    }

    /** Takes the secrets out of texts. */
    Mask mask() {
        return text -> redactor.redact(text);
    }

    /** An image as one word. */
    static String image(ResolvedTarget.Image image) {
        String repository = image.repository();
        boolean named = repository.contains("@") || repository.lastIndexOf(':') > repository.lastIndexOf('/');
        return image.tag().map(tag -> repository + ":" + tag).orElse(named ? repository : repository + ":latest");
    }
}
