package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.deploy.Incident.Answer;
import dev.haloy.deploy.Incident.Kind;
import dev.haloy.deploy.Incident.Part;
import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.fault.Endpoint;
import dev.haloy.embedded.fault.Fault;
import dev.haloy.embedded.fault.FaultRule;
import dev.haloy.embedded.script.Behaviour;
import dev.haloy.verdict.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class IncidentsTest {
    private static Incident after(Consumer<EmbeddedHaloyd> trouble) {
        return afterTimed((rollout, prod) -> trouble.accept(prod));
    }

    private static Incident afterTimed(BiConsumer<Rollout, EmbeddedHaloyd> trouble) {
        try (Rollout rollout = Rollout.of("""
                image: "shop:v2"
                server: prod.example.com
                targets:
                  web: {replicas: 2, pre_deploy: [migrate], domains: [{domain: web.example.com}]}
                """)) {
            EmbeddedHaloyd prod = rollout.server("prod.example.com");
            prod.app("web").running("v1", 3, "web.example.com");
            trouble.accept(rollout, prod);
            DeployResult result = rollout.deploy();
            return new Runs(rollout.world.runs()).incident(result.runId());
        }
    }

    private static Part web(Incident incident) {
        return incident.targets().get(0);
    }

    private static Kind firstAnswer(Fault fault) {
        return web(after(prod -> prod.fault(FaultRule.next(Endpoint.DEPLOY, fault))))
                .answers()
                .get(0)
                .kind();
    }

    @Test
    void a_good_run_is_known_by_its_shape() {
        Incident incident = after(prod -> {});

        Part web = web(incident);
        assertThat(web.app()).isEqualTo("web");
        assertThat(web.hasDomains()).isTrue();
        assertThat(web.replicas()).isEqualTo(2);
        assertThat(web.containersBefore()).isEqualTo(3);
        assertThat(web.answers()).extracting(Answer::kind).containsExactly(Kind.ACCEPTED);
        assertThat(web.end())
                .hasValueSatisfying(end -> assertThat(end.success()).isTrue());
        assertThat(web.outcome()).containsInstanceOf(Outcome.Deployed.class);
        assertThat(incident.hooks()).containsExactly(new Incident.Hook(Optional.of("web"), "pre_deploy", 0, false));
        assertThat(incident.servers()).singleElement().satisfies(server -> {
            assertThat(server.reachable()).isTrue();
            assertThat(server.streamsLost()).isZero();
            assertThat(server.restarts()).isEmpty();
        });
    }

    @Test
    void what_became_of_a_request_is_told_by_what_the_server_knows_of_it() {
        assertThat(firstAnswer(Fault.refused(400, "no such thing"))).isEqualTo(Kind.REFUSED);
        assertThat(firstAnswer(Fault.tooManyRequests())).isEqualTo(Kind.NOT_TAKEN);
        assertThat(firstAnswer(Fault.replyLost())).isEqualTo(Kind.ANSWER_LOST);
        assertThat(firstAnswer(Fault.reset())).isEqualTo(Kind.LOST);
    }

    @Test
    void the_end_and_the_words_of_a_sick_version_are_kept() {
        Part web = web(after(prod ->
                prod.app("web").nextDeployment(Behaviour.failsHealthCheck().printing("no database"))));

        assertThat(web.end())
                .hasValueSatisfying(end -> assertThat(end.success()).isFalse());
        assertThat(web.containerLog()).anyMatch(line -> line.contains("no database"));
    }

    @Test
    void a_restart_is_known_with_its_moment_and_its_length() {
        Incident incident = afterTimed((rollout, prod) ->
                rollout.time.after(Duration.ofSeconds(3), () -> prod.restart(Duration.ofSeconds(4))));

        assertThat(incident.servers().get(0).restarts()).singleElement().satisfies(restart -> {
            assertThat(restart.died()).isBetween(Duration.ofMillis(2900), Duration.ofSeconds(4));
            assertThat(restart.away()).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(5));
        });
    }

    @Test
    void a_server_out_of_reach_is_known_as_such() {
        Incident incident = after(prod -> prod.fault(FaultRule.every(Endpoint.VERSION, Fault.reset())));

        assertThat(incident.servers().get(0).reachable()).isFalse();
        assertThat(web(incident).answers()).isEmpty();
    }

    @Test
    void a_broken_stream_is_counted() {
        Incident incident = after(prod -> prod.fault(FaultRule.next(Endpoint.SERVER_LOGS, Fault.cutAfter(2))));

        assertThat(incident.servers().get(0).streamsLost()).isEqualTo(1);
    }
}
