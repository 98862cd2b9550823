package dev.haloy.client;

import dev.haloy.internal.json.Json;
import dev.haloy.world.World;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;

/**
 * Loads ahead what the first request of a process needs. Half of what a short run takes on its machine is the first use of TLS,
 * the HTTP client and JSON; a program that still has a configuration to read can have that done meanwhile.
 */
public final class Preparation {
    private static final String ANSWER = """
            {"level": "INFO", "message": "", "timestamp": "2026-01-01T00:00:00.5Z", "fields": {"a": "b"}}""";

    private Preparation() {}

    /** Begins on a thread of this World for blocking work. What goes wrong is left for the first request to say. */
    public static void begin(World world) {
        CompletableFuture.runAsync(() -> prepare(world), world.blocking());
    }

    private static void prepare(World world) {
        try {
            // A broken trust store is told properly only to the one who sends.
            SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            return;
        }
        world.http();
        Optional<LogEntry> entry = Answers.entry(ANSWER);
        entry.ifPresent(said -> Json.bytes(Json.object().put("message", said.message())));
    }
}
