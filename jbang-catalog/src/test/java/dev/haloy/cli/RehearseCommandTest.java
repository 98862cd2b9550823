package dev.haloy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearseCommandTest {
    private final Captured captured = Captured.plain();
    private Bench bench;

    @BeforeEach
    void write(@TempDir Path folder) {
        bench = new Bench(folder);
        bench.file("""
                name: my-app
                image: ghcr.io/my-org/my-app:v2
                env: [{name: DB, from: {env: NO_SUCH_VARIABLE}}]
                targets:
                  eu: {server: eu.example.com, domains: [{domain: eu.example.com}]}
                  us: {server: us.example.com, domains: [{domain: us.example.com}]}
                """);
    }

    @Test
    void a_rehearsal_needs_no_server_and_no_secret() {
        int exit = bench.run(captured, "rehearse", "--all", "--runs", "5", "--seed", "3");

        assertThat(exit).as(captured.everything()).isZero();
        assertThat(captured.out()).contains("5 runs of 2 targets, seeds 3 to 7, with no faults", "no bad run");
    }

    @Test
    void a_failure_under_faults_is_no_reason_to_fail() {
        int exit = bench.run(captured, "rehearse", "-t", "eu", "--runs", "2", "--faults", "slow-network,unhealthy=eu");

        assertThat(exit).as(captured.everything()).isZero();
        assertThat(captured.out()).contains("failed", "with slow-network + unhealthy=eu");
    }

    @Test
    void a_rule_that_does_not_hold_is_said_with_the_seed_and_exits_with_1() {
        int exit = bench.run(captured, "rehearse", "--all", "--runs", "2", "--require", "apart=eu,us");

        assertThat(exit).isEqualTo(1);
        assertThat(captured.out())
                .contains("2 bad runs", "seed 1", "'apart=eu,us' did not hold after 0.0 s", "--replay 1");
    }

    @Test
    void a_run_can_be_looked_at_alone() {
        int exit = bench.run(captured, "rehearse", "--all", "--replay", "9", "--require", "healthy=0.5");

        assertThat(exit).as(captured.everything()).isZero();
        assertThat(captured.out()).contains("seed 9", "journal", "PostIntended", "POST /v1/deploy");
    }

    @Test
    void it_can_start_from_what_the_servers_run() {
        bench.variables.put("NO_SUCH_VARIABLE", "there now");
        bench.server("eu.example.com").app("my-app").running("v1", 1, "eu.example.com");

        int exit = bench.run(captured, "rehearse", "-t", "eu", "--runs", "1", "--from", "servers");

        assertThat(exit).as(captured.everything()).isZero();
        assertThat(bench.servers.at("eu.example.com").requests())
                .isNotEmpty()
                .noneMatch(request -> request.method().equals("POST"));
    }

    @Test
    void the_report_is_one_object_in_json() {
        bench.run(captured, "rehearse", "--all", "--runs", "2", "--require", "apart=eu,us", "--output", "json");

        JsonNode json = Json.parse(captured.out());
        assertThat(json.path("good").asBoolean()).isFalse();
        assertThat(json.path("exitStatus").asInt()).isEqualTo(1);
        assertThat(json.at("/outcomes/eu/deployed").asInt()).isEqualTo(2);
        assertThat(json.at("/badRuns/0/seed").asInt()).isEqualTo(1);

        Captured one = Captured.plain();
        assertThat(bench.run(one, "rehearse", "--all", "--replay", "1", "--output", "json"))
                .isZero();
        assertThat(Json.parse(one.out()).at("/journal/0/run").asText()).isNotEmpty();
    }

    @Test
    void wrong_words_are_refused() {
        assertThat(bench.run(captured, "rehearse", "--all", "--faults", "gremlins"))
                .isEqualTo(2);
        assertThat(bench.run(captured, "rehearse", "--all", "--runs", "0")).isEqualTo(2);
        assertThat(bench.run(captured, "rehearse", "--all", "--require", "luck"))
                .isEqualTo(2);
        assertThat(bench.run(captured, "rehearse", "--all", "--require", "healthy=many"))
                .isEqualTo(2);
        assertThat(bench.run(captured, "rehearse", "--all", "--require", "apart=eu"))
                .isEqualTo(2);
        assertThat(captured.err()).contains("no faults called 'gremlins'");
    }
}
