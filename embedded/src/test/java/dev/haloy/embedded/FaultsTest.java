package dev.haloy.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haloy.embedded.fault.Endpoint;
import dev.haloy.embedded.fault.Fault;
import dev.haloy.embedded.fault.FaultRule;
import dev.haloy.embedded.fault.RandomFaults;
import dev.haloy.embedded.script.Fate;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private final World world = new World();

    private void next(Endpoint endpoint, Fault fault) {
        world.haloyd.fault(FaultRule.next(endpoint, fault));
    }

    private int postShop(DeployBody body) {
        return world.post("/v1/deploy", body.json()).statusCode();
    }

    private Fate fateAfterAMinute(DeployBody body) {
        world.time.advance(Duration.ofMinutes(1));
        return world.haloyd.fate(body.id());
    }

    @Test
    void a_lost_reply_hides_what_was_executed() {
        next(Endpoint.DEPLOY, Fault.replyLost());
        DeployBody body = world.body("shop");
        assertThatThrownBy(() -> postShop(body)).isInstanceOf(CompletionException.class);
        assertThat(fateAfterAMinute(body)).isEqualTo(Fate.RUNNING);
        assertThat(world.haloyd.requests().get(0).status()).isEqualTo(OptionalInt.empty());
    }

    @Test
    void a_reset_before_execution_leaves_nothing() {
        next(Endpoint.DEPLOY, Fault.reset());
        DeployBody body = world.body("shop");
        assertThatThrownBy(() -> postShop(body)).isInstanceOf(CompletionException.class);
        assertThat(fateAfterAMinute(body)).isEqualTo(Fate.NEVER_STARTED);
    }

    @Test
    void a_503_looks_the_same_whether_the_request_was_executed_or_not() {
        next(Endpoint.DEPLOY, Fault.unavailable());
        DeployBody dropped = world.body("one");
        HttpResponse<String> first = world.post("/v1/deploy", dropped.json());
        next(Endpoint.DEPLOY, Fault.unavailableAfterExecution());
        DeployBody executed = world.body("two");
        HttpResponse<String> second = world.post("/v1/deploy", executed.json());

        assertThat(first.statusCode()).isEqualTo(503).isEqualTo(second.statusCode());
        assertThat(first.body()).isEqualTo(second.body()).contains("<h1>").doesNotContain("haloyd");
        assertThat(first.headers().map()).isEqualTo(second.headers().map());
        assertThat(fateAfterAMinute(dropped)).isEqualTo(Fate.NEVER_STARTED);
        assertThat(world.haloyd.fate(executed.id())).isEqualTo(Fate.RUNNING);
    }

    @Test
    void a_429_was_not_executed() {
        next(Endpoint.DEPLOY, Fault.tooManyRequests());
        DeployBody body = world.body("shop");
        assertThat(postShop(body)).isEqualTo(429);
        assertThat(fateAfterAMinute(body)).isEqualTo(Fate.NEVER_STARTED);
    }

    @Test
    void a_stall_holds_the_answer_back_and_the_proxy_gives_up_after_a_minute() {
        next(Endpoint.STATUS, Fault.stall(Duration.ofSeconds(59)));
        assertThat(world.get("/v1/status/shop").statusCode()).isEqualTo(404);
        assertThat(world.time.instant()).isEqualTo(World.START.plusSeconds(59));
        next(Endpoint.STATUS, Fault.stall(Duration.ofHours(1)));
        assertThat(world.get("/v1/status/shop").statusCode()).isEqualTo(503);
        assertThat(world.time.instant()).isEqualTo(World.START.plusSeconds(119));
    }

    @Test
    void latency_and_delays_come_before_execution() {
        world.haloyd.latency(Duration.ofSeconds(1));
        next(Endpoint.DEPLOY, Fault.delay(Duration.ofSeconds(4)));
        LogStream stream =
                world.followDeployment(world.deploy(world.body("shop"))).toEnd();
        assertThat(stream.last().at()).isBetween(Duration.ofMillis(10_200), Duration.ofMillis(10_300));
    }

    @Test
    void a_cut_stream_costs_the_daemons_memory_of_it_too() {
        String id = world.deployAndWait(world.body("shop").domain("shop.example.test"));
        next(Endpoint.DEPLOYMENT_LOGS, Fault.cutAfter(2));
        LogStream stream = world.followDeployment(id);
        world.time.advance(Duration.ofSeconds(1));
        assertThat(stream.entries).hasSize(2);
        assertThat(stream.wasCut()).isTrue();
        LogStream again = world.followDeployment(id);
        world.time.advance(Duration.ofSeconds(1));
        assertThat(again.entries).isEmpty();
    }

    @Test
    void streams_can_end_early_or_without_their_end_as_if_nothing_were_wrong() {
        next(Endpoint.SERVER_LOGS, Fault.endAfter(1));
        LogStream early = world.follow("/v1/server-logs").toEnd();
        assertThat(early.hasEnded()).isTrue();
        assertThat(early.entries).hasSize(1);

        next(Endpoint.DEPLOYMENT_LOGS, Fault.endWithoutMarker());
        LogStream endless =
                world.followDeployment(world.deploy(world.body("shop"))).toEnd();
        assertThat(endless.hasEnded()).isTrue();
        assertThat(endless.succeeded() || endless.failed()).isFalse();
        assertThat(endless.entries).hasSize(2);
    }

    @Test
    void all_faults_can_be_taken_back() {
        world.haloyd
                .fault(FaultRule.every(Endpoint.HEALTH, Fault.unavailable()))
                .faults(RandomFaults.seeded(1).with(1, Fault.tooManyRequests()))
                .latency(Duration.ofSeconds(1));
        assertThat(world.get("/health").statusCode()).isEqualTo(503);
        assertThat(world.get("/v1/version").statusCode()).isEqualTo(429);
        world.haloyd.withoutFaults();
        assertThat(world.get("/health").statusCode()).isEqualTo(200);
        assertThat(world.get("/v1/version").statusCode()).isEqualTo(200);
        assertThat(world.time.instant()).isEqualTo(World.START.plusSeconds(2));
    }

    @Test
    void rules_count_requests_to_their_endpoint_from_the_moment_they_are_set() {
        world.get("/health");
        world.haloyd.fault(FaultRule.nth(3, Endpoint.HEALTH, Fault.unavailable()));
        assertThat(world.get("/health").statusCode()).isEqualTo(200);
        world.get("/v1/version");
        assertThat(world.get("/health").statusCode()).isEqualTo(200);
        assertThat(world.get("/health").statusCode()).isEqualTo(503);
        assertThat(world.get("/health").statusCode()).isEqualTo(200);
        world.haloyd.fault(FaultRule.every(Endpoint.HEALTH, Fault.tooManyRequests()));
        assertThat(world.get("/health").statusCode()).isEqualTo(429);
        assertThat(world.get("/health").statusCode()).isEqualTo(429);
    }
}
