package dev.haloy.deploy;

import dev.haloy.client.Calls;
import dev.haloy.deploy.Gate.Answer;
import dev.haloy.world.World;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks an address until its answer was good so often in a row. Used on the World's loop only. */
final class Probing implements Gates.Attempt {
    private static final int GOOD_FROM = 200;
    private static final int GOOD_BELOW = 300;

    private final World world;
    private final Gate.Probe probe;
    private final Duration callTimeout;
    private final CompletableFuture<Answer> answer;
    private int good;
    private String last = "no answer";
    private boolean stopped;
    private CompletableFuture<?> question = new CompletableFuture<>();
    private Future<?> next = new CompletableFuture<>();

    Probing(World world, Gate.Probe probe, Duration callTimeout, CompletableFuture<Answer> answer) {
        this.world = world;
        this.probe = probe;
        this.callTimeout = callTimeout;
        this.answer = answer;
    }

    void ask() {
        HttpRequest request = HttpRequest.newBuilder(probe.address())
                .timeout(callTimeout)
                .GET()
                .build();
        CompletableFuture<HttpResponse<Void>> sent =
                world.http().sendAsync(request, HttpResponse.BodyHandlers.discarding());
        question = sent;
        Future<?> timer = world.loop().schedule(() -> sent.cancel(true), callTimeout.toNanos(), TimeUnit.NANOSECONDS);
        sent.handleAsync(
                (response, failure) -> {
                    timer.cancel(false);
                    answered(response, failure);
                    return null;
                },
                world.loop());
    }

    private void answered(@Nullable HttpResponse<Void> response, @Nullable Throwable failure) {
        if (stopped) {
            return;
        }
        boolean isGood = response != null && response.statusCode() >= GOOD_FROM && response.statusCode() < GOOD_BELOW;
        good = isGood ? good + 1 : 0;
        last = response != null ? "status " + response.statusCode() : failure == null ? last : reason(failure);
        if (good >= probe.times()) {
            answer.complete(Answer.open());
            return;
        }
        next = world.loop().schedule(this::ask, probe.pause().toNanos(), TimeUnit.NANOSECONDS);
    }

    private static String reason(Throwable failure) {
        return String.valueOf(Calls.cause(failure).getMessage());
    }

    @Override
    public String last() {
        return "; what it gave last: " + last;
    }

    @Override
    public void stop() {
        stopped = true;
        question.cancel(true);
        next.cancel(false);
    }
}
