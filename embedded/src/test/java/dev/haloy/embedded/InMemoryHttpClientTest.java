package dev.haloy.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haloy.embedded.fault.Endpoint;
import dev.haloy.embedded.fault.Fault;
import dev.haloy.embedded.fault.FaultRule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InMemoryHttpClientTest {
    private final World world = new World();

    private HttpRequest get(String target) {
        return world.request(target).build();
    }

    private static Throwable failure(CompletableFuture<?> future) throws InterruptedException {
        try {
            future.get();
            throw new AssertionError("no failure");
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            assertThat(cause).isNotNull();
            return cause == null ? failed : cause;
        }
    }

    @Test
    void blocking_send_works_and_lets_time_pass() throws Exception {
        world.haloyd.latency(Duration.ofSeconds(2));
        HttpResponse<String> answer = world.client.send(get("/health"), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(world.time.instant()).isEqualTo(World.START.plusSeconds(2));
    }

    @Test
    void nobody_is_called_back_before_the_call_returns() {
        List<String> order = new ArrayList<>();
        world.client.sendAsync(get("/health"), BodyHandlers.ofString()).thenAccept(answer -> order.add("answer"));
        order.add("returned");
        world.time.runDue();
        assertThat(order).containsExactly("returned", "answer");
    }

    @Test
    void bytes_lines_and_mapped_bodies_arrive() throws Exception {
        assertThat(world.client.send(get("/health"), BodyHandlers.ofByteArray()).body())
                .hasSize(51);
        assertThat(world.client.send(get("/health"), BodyHandlers.discarding()).statusCode())
                .isEqualTo(200);
        assertThat(world.client
                        .send(get("/health"), BodyHandlers.replacing("x"))
                        .body())
                .isEqualTo("x");
    }

    @Test
    void unknown_servers_are_refused_with_a_hint() {
        assertThatThrownBy(() -> world.client.send(
                        HttpRequest.newBuilder(URI.create("https://real.example.test/health"))
                                .build(),
                        BodyHandlers.ofString()))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("real.example.test")
                .hasMessageContaining("haloy.example.test");
    }

    @Test
    void ports_that_go_without_saying_and_other_cases_lead_to_the_same_server() throws Exception {
        for (String base : List.of("https://HALOY.example.test:443", "http://haloy.example.test:80")) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(base + "/health")).build();
            assertThat(world.client.send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void closed_servers_refuse_and_their_streams_are_cut() {
        LogStream stream = world.follow("/v1/server-logs");
        world.time.runDue();
        world.servers.close();
        world.time.runDue();
        assertThat(stream.wasCut()).isTrue();
        assertThatThrownBy(() -> world.client.send(get("/health"), BodyHandlers.ofString()))
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void the_time_limit_of_a_request_counts_until_its_headers_only() throws Exception {
        world.haloyd.fault(FaultRule.next(Endpoint.HEALTH, Fault.stall(Duration.ofSeconds(20))));
        HttpRequest impatient =
                world.request("/health").timeout(Duration.ofSeconds(3)).build();
        Throwable failure = failure(world.client.sendAsync(impatient, BodyHandlers.ofString()));
        assertThat(failure).isInstanceOf(HttpTimeoutException.class);
        assertThat(world.time.instant()).isEqualTo(World.START.plusSeconds(3));

        HttpRequest stream =
                world.request("/v1/server-logs").timeout(Duration.ofSeconds(3)).build();
        CompletableFuture<?> open = world.client.sendAsync(stream, BodyHandlers.discarding());
        world.time.advance(Duration.ofMinutes(5));
        assertThat(open).isNotDone();
    }

    @Test
    void a_get_that_gets_no_answer_is_sent_a_second_time_by_the_client_and_a_post_is_not() throws Exception {
        world.haloyd.fault(FaultRule.next(Endpoint.HEALTH, Fault.reset()));
        assertThat(world.get("/health").statusCode()).isEqualTo(200);
        assertThat(world.haloyd.requests()).hasSize(2);

        world.haloyd.fault(FaultRule.times(2, Endpoint.VERSION, Fault.replyLost()));
        assertThat(failure(world.client.sendAsync(get("/v1/version"), BodyHandlers.ofString())))
                .isInstanceOf(IOException.class);
        assertThat(world.haloyd.requests()).hasSize(4);

        world.haloyd.fault(FaultRule.next(Endpoint.DEPLOY, Fault.replyLost()));
        HttpRequest post = world.request("/v1/deploy")
                .POST(BodyPublishers.ofString(world.body("shop").json()))
                .build();
        assertThat(failure(world.client.sendAsync(post, BodyHandlers.ofString())))
                .isInstanceOf(IOException.class);
        assertThat(world.haloyd.requests()).hasSize(5);
    }

    @Test
    void cancelling_by_force_closes_the_connection_also_through_derived_futures() {
        LogStream stream = world.follow("/v1/server-logs");
        world.time.runDue();
        assertThat(world.haloyd.openStreams()).isEqualTo(1);
        stream.response.thenApply(HttpResponse::statusCode).cancel(true);
        world.time.runDue();
        assertThat(world.haloyd.openStreams()).isZero();
        assertThat(stream.wasCut()).isTrue();
    }

    @Test
    void cancelling_politely_does_not_close_the_connection() {
        LogStream stream = world.follow("/v1/server-logs");
        world.time.runDue();
        stream.response.cancel(false);
        world.time.runDue();
        assertThat(world.haloyd.openStreams()).isEqualTo(1);
    }

    @Test
    void a_request_cancelled_before_it_was_sent_never_arrives() {
        world.client.sendAsync(get("/health"), BodyHandlers.ofString()).cancel(true);
        world.time.runDue();
        assertThat(world.haloyd.requests()).isEmpty();
    }

    @Test
    void a_subscriber_gets_what_it_asked_for_and_the_rest_waits() {
        String id = world.deployAndWait(world.body("shop").domain("shop.example.test"));
        Patient patient = new Patient();
        CompletableFuture<?> response =
                world.client.sendAsync(get("/v1/deploy/" + id + "/logs"), BodyHandlers.fromLineSubscriber(patient));
        patient.ask(3);
        world.time.advance(Duration.ofSeconds(1));
        assertThat(patient.lines).hasSize(3);
        patient.ask(Long.MAX_VALUE);
        world.time.await(response);
        assertThat(patient.lines).hasSizeGreaterThan(10);
        assertThat(patient.complete).isTrue();
    }

    @Test
    void a_subscription_cancelled_closes_the_connection_and_nobody_hears_of_it() {
        Patient patient = new Patient();
        CompletableFuture<?> response =
                world.client.sendAsync(get("/v1/server-logs"), BodyHandlers.fromLineSubscriber(patient));
        patient.ask(1);
        world.time.runDue();
        patient.cancel();
        world.time.advance(Duration.ofSeconds(1));
        assertThat(world.haloyd.openStreams()).isZero();
        assertThat(response).isNotDone();
        assertThat(patient.complete).isFalse();
    }

    @Test
    void a_cut_stream_delivers_what_had_arrived_and_then_fails() throws Exception {
        world.haloyd.fault(FaultRule.next(Endpoint.SERVER_LOGS, Fault.cutAfter(1)));
        LogStream stream = world.follow("/v1/server-logs");
        world.time.advance(Duration.ofSeconds(1));
        assertThat(stream.entries).hasSize(1);
        assertThat(stream.wasCut()).isTrue();
        assertThat(failure(stream.response)).isInstanceOf(IOException.class);
    }

    @Test
    void a_handler_that_throws_fails_the_request_and_closes_the_connection() throws Exception {
        CompletableFuture<HttpResponse<String>> response = world.client.sendAsync(get("/v1/server-logs"), info -> {
            throw new IllegalStateException("not today");
        });
        assertThat(failure(response)).isInstanceOf(IOException.class).hasRootCauseMessage("not today");
        world.time.runDue();
        assertThat(world.haloyd.openStreams()).isZero();
    }

    @Test
    void request_bodies_of_the_jdk_arrive_and_those_from_other_threads_are_refused() throws Exception {
        String json = world.body("shop").json();
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        BodyPublisher stream = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
        List<BodyPublisher> bodies = List.of(
                stream,
                BodyPublishers.fromPublisher(BodyPublishers.ofString(json), bytes.length),
                BodyPublishers.concat(BodyPublishers.ofString(json), BodyPublishers.ofString(" ")));
        for (BodyPublisher body : bodies) {
            HttpRequest post = world.request("/v1/deploy").POST(body).build();
            assertThat(world.client.send(post, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(202);
        }
        HttpRequest tooShort = world.request("/v1/deploy")
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString("{}"), 5))
                .build();
        assertThat(failure(world.client.sendAsync(tooShort, BodyHandlers.ofString())))
                .hasMessageContaining("Too few");
        try (SubmissionPublisher<ByteBuffer> elsewhere = new SubmissionPublisher<>(world.time, 1)) {
            HttpRequest foreign = world.request("/v1/deploy")
                    .POST(BodyPublishers.fromPublisher(elsewhere))
                    .build();
            assertThat(failure(world.client.sendAsync(foreign, BodyHandlers.ofString())))
                    .hasMessageContaining("SubmissionPublisher");
        }
    }

    /** Reads as many lines as the test says. */
    private static final class Patient implements Flow.Subscriber<String> {
        private final List<String> lines = new ArrayList<>();
        private Flow.@Nullable Subscription subscription;
        private long early;
        private boolean complete;

        void ask(long n) {
            Flow.Subscription open = subscription;
            if (open == null) {
                early += n;
            } else {
                open.request(n);
            }
        }

        void cancel() {
            Flow.Subscription open = subscription;
            if (open != null) {
                open.cancel();
            }
        }

        @Override
        public void onSubscribe(Flow.Subscription opened) {
            subscription = opened;
            opened.request(early);
        }

        @Override
        public void onNext(String line) {
            lines.add(line);
        }

        @Override
        public void onError(Throwable reason) {}

        @Override
        public void onComplete() {
            complete = true;
        }
    }
}
