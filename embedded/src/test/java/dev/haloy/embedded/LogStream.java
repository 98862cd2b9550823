package dev.haloy.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** An event stream under observation. */
final class LogStream implements Flow.Subscriber<String> {
    final List<Entry> entries = new ArrayList<>();
    final List<String> comments = new ArrayList<>();
    final CompletableFuture<HttpResponse<Void>> response;
    private final World world;
    private Flow.@Nullable Subscription subscription;
    private boolean complete;
    private @Nullable Throwable failure;

    /** An entry and when it came, counted from the start of the world. */
    record Entry(Duration at, JsonNode json) {
        String level() {
            return json.get("level").asText();
        }

        boolean has(String flag) {
            return json.path(flag).asBoolean(false);
        }

        String id() {
            return json.path("deploymentID").asText("");
        }

        String field(String name) {
            return json.path("fields").path(name).asText("");
        }
    }

    LogStream(World world, String target) {
        this.world = world;
        response = world.client.sendAsync(world.request(target).build(), BodyHandlers.fromLineSubscriber(this));
    }

    @Override
    public void onSubscribe(Flow.Subscription opened) {
        subscription = opened;
        opened.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        if (line.startsWith("data: ")) {
            Duration at = Duration.between(World.START, world.time.instant());
            entries.add(new Entry(at, World.parse(line.substring(6))));
        } else if (!line.isEmpty()) {
            comments.add(line);
        }
    }

    @Override
    public void onError(Throwable reason) {
        failure = reason;
    }

    @Override
    public void onComplete() {
        complete = true;
    }

    boolean isOpen() {
        return subscription != null && !complete && failure == null;
    }

    boolean hasEnded() {
        return complete;
    }

    boolean wasCut() {
        return failure != null;
    }

    void leave() {
        response.cancel(true);
    }

    /** Lets time pass until the stream has ended. */
    LogStream toEnd() {
        world.time.await(response);
        return this;
    }

    Entry last() {
        return entries.get(entries.size() - 1);
    }

    boolean succeeded() {
        return entries.stream().anyMatch(entry -> entry.has("isDeploymentSuccess"));
    }

    boolean failed() {
        return entries.stream().anyMatch(entry -> entry.has("isDeploymentFailed"));
    }
}
