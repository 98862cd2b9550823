package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haloy.client.Calls;
import dev.haloy.client.ServerClient;
import dev.haloy.client.ServerException;
import dev.haloy.client.ServerException.Trouble;
import dev.haloy.client.ServerVersion;
import dev.haloy.config.ServerAddress;
import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.fault.Endpoint;
import dev.haloy.embedded.fault.Fault;
import dev.haloy.embedded.fault.FaultRule;
import dev.haloy.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallsTest {
    private static final String SERVER = "prod.example.com";

    private final Rollout rollout = new Rollout(3);
    private final EmbeddedHaloyd prod = rollout.server(SERVER);
    private final List<DeployEvent.RetryScheduled> retries = new ArrayList<>();

    @AfterEach
    void close() {
        rollout.close();
    }

    private Calls calls(DeployPolicy policy) {
        return Engine.calls(rollout.world, policy, event -> retries.add((DeployEvent.RetryScheduled) event));
    }

    private static DeployPolicy.Builder policy() {
        return DeployPolicy.builder();
    }

    private ServerClient client(String address, String token) {
        return new ServerClient(rollout.world, ServerAddress.parse(address), Secret.of(token), Duration.ofSeconds(30));
    }

    private CompletableFuture<ServerVersion> read(Calls calls) {
        ServerClient client = client(SERVER, Rollout.TOKEN);
        return calls.read(SERVER, Optional.empty(), "reading the version", client::version);
    }

    private Trouble trouble(CompletableFuture<?> call) {
        try {
            rollout.time.await(call);
            throw new AssertionError("there was no trouble");
        } catch (CompletionException e) {
            return ((ServerException) Calls.cause(e)).trouble();
        }
    }

    private int requests() {
        return prod.requests().size();
    }

    @Test
    void what_goes_well_is_sent_once() {
        rollout.time.await(read(calls(policy().build())));

        assertThat(requests()).isEqualTo(1);
        assertThat(retries).isEmpty();
    }

    @Test
    void trouble_that_passes_is_sat_out() {
        prod.fault(FaultRule.nth(1, Endpoint.VERSION, Fault.unavailable()));
        prod.fault(FaultRule.nth(2, Endpoint.VERSION, Fault.tooManyRequests()));
        prod.fault(FaultRule.nth(3, Endpoint.VERSION, Fault.unavailable()));

        rollout.time.await(read(calls(policy().build())));

        assertThat(requests()).isEqualTo(4);
        assertThat(retries).extracting(DeployEvent.RetryScheduled::attempt).containsExactly(2, 3, 4);
    }

    /** The JDK's client repeats a lost read once by itself, and so does the one in memory. */
    @Test
    void a_connection_that_is_lost_twice_is_tried_again() {
        prod.fault(FaultRule.times(2, Endpoint.VERSION, Fault.reset()));

        rollout.time.await(read(calls(policy().build())));

        assertThat(requests()).isEqualTo(3);
        assertThat(retries).hasSize(1);
    }

    @Test
    void a_read_that_keeps_failing_fails_in_the_end() {
        prod.fault(FaultRule.every(Endpoint.VERSION, Fault.unavailable()));

        assertThat(trouble(read(calls(policy().maxRetries(3).build())))).isEqualTo(Trouble.SERVER_ERROR);
        assertThat(requests()).isEqualTo(4);
    }

    @Test
    void a_refused_token_is_not_tried_again() {
        ServerClient stranger = client(SERVER, "another token");
        Calls calls = calls(policy().build());

        assertThat(trouble(calls.read(SERVER, Optional.empty(), "reading", stranger::version)))
                .isEqualTo(Trouble.UNAUTHORIZED);
        assertThat(requests()).isEqualTo(1);
    }

    @Test
    void a_server_that_cannot_be_reached_is_tried_again() {
        ServerClient nobody = client("nobody.example.com", Rollout.TOKEN);
        Calls calls = calls(policy().maxRetries(2).build());

        assertThat(trouble(calls.read("nobody.example.com", Optional.empty(), "reading", nobody::version)))
                .isEqualTo(Trouble.UNREACHABLE);
        assertThat(retries).hasSize(2);
    }

    @Test
    void all_reads_of_a_run_share_one_budget() {
        prod.fault(FaultRule.every(Endpoint.VERSION, Fault.unavailable()));
        Calls calls = calls(policy().maxRetries(2).retryBudget(3).build());

        trouble(read(calls));
        trouble(read(calls));
        trouble(read(calls));

        assertThat(requests()).isEqualTo(3 + 3);
        assertThat(retries).hasSize(3);
    }

    @Test
    void without_a_budget_nothing_is_repeated() {
        prod.fault(FaultRule.every(Endpoint.VERSION, Fault.unavailable()));

        trouble(read(calls(policy().retryBudget(0).build())));

        assertThat(requests()).isEqualTo(1);
    }

    @Test
    void pauses_double_up_to_a_limit_and_are_jittered_by_half() {
        prod.fault(FaultRule.every(Endpoint.VERSION, Fault.unavailable()));
        DeployPolicy policy = policy().maxRetries(8)
                .backoff(Duration.ofMillis(200))
                .maxBackoff(Duration.ofSeconds(3))
                .build();

        trouble(read(calls(policy)));

        List<Integer> full = List.of(200, 400, 800, 1600, 3000, 3000, 3000, 3000);
        assertThat(retries).hasSameSizeAs(full);
        for (int i = 0; i < full.size(); i++) {
            assertThat(retries.get(i).delay())
                    .isBetween(Duration.ofMillis(full.get(i) / 2), Duration.ofMillis(full.get(i)));
        }
        assertThat(retries).extracting(DeployEvent.RetryScheduled::delay).doesNotHaveDuplicates();
    }

    @Test
    void a_pause_lasts_as_long_as_was_told() {
        prod.fault(FaultRule.next(Endpoint.VERSION, Fault.unavailable()));

        rollout.time.await(read(calls(policy().build())));

        Instant first = prod.requests().get(0).at();
        assertThat(prod.requests().get(1).at())
                .isEqualTo(first.plus(retries.get(0).delay()));
    }

    @Test
    void what_must_not_happen_twice_is_sent_once() {
        prod.fault(FaultRule.every(Endpoint.DEPLOY, Fault.replyLost()));
        ServerClient client = client(SERVER, Rollout.TOKEN);

        assertThat(trouble(calls(policy().build()).once(SERVER, () -> client.deploy(new byte[] {'{', '}'}))))
                .isEqualTo(Trouble.LOST);
        assertThat(requests()).isEqualTo(1);
    }

    @Test
    void nothing_is_sent_any_more_after_a_cancel() {
        prod.fault(FaultRule.every(Endpoint.VERSION, Fault.unavailable()));
        CompletableFuture<ServerVersion> read = read(calls(policy().build()));
        rollout.time.advance(Duration.ofMillis(50));

        read.cancel(true);
        rollout.time.advance(Duration.ofMinutes(5));

        assertThat(requests()).isEqualTo(1);
    }

    @Test
    void many_reads_at_once_stay_below_what_a_server_allows() {
        Calls calls = calls(policy().build());
        List<CompletableFuture<ServerVersion>> reads = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            reads.add(read(calls));
        }

        rollout.time.await(CompletableFuture.allOf(reads.toArray(CompletableFuture<?>[]::new)));

        assertThat(prod.requests())
                .hasSize(40)
                .allMatch(request -> request.status().orElse(0) == 200);
        assertThat(retries).isEmpty();
    }

    @Test
    void a_request_that_waits_for_its_turn_can_be_cancelled() {
        Calls calls = calls(policy().build());
        ServerClient client = client(SERVER, Rollout.TOKEN);
        for (int i = 0; i < 8; i++) {
            calls.once(SERVER, client::version);
        }
        CompletableFuture<ServerVersion> ninth = calls.once(SERVER, client::version);

        ninth.cancel(true);
        rollout.time.advance(Duration.ofSeconds(5));

        assertThat(requests()).isEqualTo(8);
        assertThatThrownBy(ninth::join).isInstanceOf(CancellationException.class);
    }
}
