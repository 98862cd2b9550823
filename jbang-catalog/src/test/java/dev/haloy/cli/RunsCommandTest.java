package dev.haloy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsCommandTest {
    private final Captured captured = Captured.plain();
    private Bench bench;

    @BeforeEach
    void write(@TempDir Path folder) {
        bench = new Bench(folder);
        bench.file("""
                name: my-app
                image: ghcr.io/my-org/my-app:v2
                targets:
                  eu: {server: eu.example.com, domains: [{domain: eu.example.com}]}
                """);
        bench.server("eu.example.com");
    }

    @Test
    void a_plan_shows_what_is_and_what_would_be_and_sends_nothing() {
        int exit = bench.run(captured, "plan", "--all");

        assertThat(exit).isZero();
        assertThat(captured.out())
                .contains("eu: my-app on eu.example.com", "now   nothing", "ghcr.io/my-org/my-app:v2 x 1");
        assertThat(bench.servers.at("eu.example.com").requests())
                .noneMatch(request -> request.method().equals("POST"));
    }

    @Test
    void a_plan_fits_a_narrow_terminal() {
        Captured narrow = Captured.narrowTerminal(50);

        assertThat(bench.run(narrow, "plan", "--all")).isZero();

        assertThat(narrow.out().lines()).allMatch(line -> line.length() <= 50);
        assertThat(narrow.out()).contains("\n        ");
    }

    @Test
    void with_a_detailed_exit_code_a_plan_says_whether_anything_would_change() {
        assertThat(bench.run(captured, "plan", "--all", "--detailed-exitcode")).isEqualTo(4);
        bench.run(Captured.plain(), "deploy", "--all");

        Captured same = Captured.plain();
        assertThat(bench.run(same, "plan", "--all", "--detailed-exitcode")).isZero();
        assertThat(same.out()).contains("diff  nothing", "back  to 01");

        bench.servers
                .at("eu.example.com")
                .app("my-app")
                .runningAs("01m9zzzzzzzzzzzzzzzzzzzzzz", "v9", 1, "eu.example.com");
        Captured foreign = Captured.plain();
        assertThat(bench.run(foreign, "plan", "--all", "--detailed-exitcode")).isEqualTo(4);
        assertThat(foreign.out()).contains("deployed elsewhere");
    }

    @Test
    void a_plan_in_json_names_what_changes_and_where_it_could_go_back_to() {
        bench.run(Captured.plain(), "deploy", "--all");
        bench.file("haloy.yaml", """
                name: my-app
                image: ghcr.io/my-org/my-app:v2
                targets:
                  eu: {server: eu.example.com, domains: [{domain: eu.example.com}], replicas: 2}
                """);

        assertThat(bench.run(captured, "plan", "--all", "--detailed-exitcode", "--output", "json"))
                .isEqualTo(4);

        JsonNode json = Json.parse(captured.out());
        JsonNode target = json.path("targets").path(0);
        assertThat(json.path("hasChanges").asBoolean()).isTrue();
        assertThat(target.path("changes").path("settings").toString())
                .isEqualTo("[{\"setting\":\"replicas\",\"now\":\"1\",\"then\":\"2\"}]");
        assertThat(target.path("back").path("image").asText()).isEqualTo("ghcr.io/my-org/my-app:v2");
        assertThat(target.path("back").path("to")).isEqualTo(target.path("now").path("deploymentId"));
    }

    @Test
    void a_plan_that_was_written_down_is_applied_once_and_then_refused() {
        assertThat(bench.run(Captured.plain(), "plan", "--all", "--out", "p.json"))
                .isZero();

        assertThat(bench.run(captured, "deploy", "--plan", "p.json")).isZero();
        assertThat(captured.out()).contains("1 of 1 target runs its new version");

        Captured again = Captured.plain();
        assertThat(bench.run(again, "deploy", "--plan", "p.json")).isEqualTo(1);
        assertThat(again.err()).contains("the plan no longer holds");
    }

    @Test
    void a_plan_that_cannot_be_applied_says_why_and_exits_with_1() {
        bench.file("haloy.yaml", "{name: my-app, server: nowhere.example.com, image: \"a:1\"}");

        assertThat(bench.run(captured, "plan")).isEqualTo(1);
        assertThat(captured.err()).contains("nowhere.example.com", "haloy server add");
    }

    @Test
    void an_interrupted_run_is_listed_as_open_and_can_be_finished() {
        bench.interrupts = action -> {
            bench.time.after(Duration.ofSeconds(3), action);
            return () -> {};
        };
        assertThat(bench.run(captured, "deploy", "--all")).isEqualTo(130);
        bench.interrupts = Interrupts.NEVER;
        String runId = bench.runs.runIds().get(0);
        assertThat(captured.out()).contains("haloy resume " + runId);

        Captured listed = Captured.plain();
        bench.run(listed, "runs");
        assertThat(listed.out()).contains(runId, "eu");

        Captured resumed = Captured.plain();
        assertThat(bench.run(resumed, "resume", runId)).isZero();
        assertThat(resumed.out()).contains("1 of 1 target runs its new version");
        assertThat(bench.servers.at("eu.example.com").requests().stream()
                        .filter(request -> request.method().equals("POST")))
                .hasSize(1);

        Captured again = Captured.plain();
        assertThat(bench.run(again, "resume")).isEqualTo(2);
        assertThat(again.err()).contains("is over");
    }

    @Test
    void plans_and_resumed_runs_take_secrets_from_where_deployments_take_them() {
        bench.file("""
                name: my-app
                image: ghcr.io/my-org/my-app:v2
                env: [{name: PASSWORD, from: {secret: "vault:db/password"}}]
                targets:
                  eu: {server: eu.example.com, domains: [{domain: eu.example.com}]}
                """);
        String[] provided = {"--secret-provider", "vault=./read-secret --raw"};
        assertThat(bench.run(captured, "plan", "-t", "eu", provided[0], provided[1]))
                .as(captured.everything())
                .isZero();
        bench.interrupts = action -> {
            bench.time.after(Duration.ofSeconds(3), action);
            return () -> {};
        };
        assertThat(bench.run(captured, "deploy", "-t", "eu", provided[0], provided[1]))
                .as(captured.everything())
                .isEqualTo(130);
        bench.interrupts = Interrupts.NEVER;

        Captured resumed = Captured.plain();
        assertThat(bench.run(resumed, "resume", provided[0], provided[1]))
                .as(resumed.everything())
                .isZero();
        assertThat(captured.everything() + resumed.everything()).doesNotContain("s3cret-from-program");
    }

    @Test
    void a_detached_run_is_followed_to_its_end_and_nothing_is_sent() {
        assertThat(bench.run(captured, "deploy", "--all", "--detach")).isZero();

        Captured attached = Captured.plain();
        assertThat(bench.run(attached, "attach")).as(attached.everything()).isZero();

        assertThat(attached.out()).contains("1 of 1 target runs its new version");
        assertThat(bench.servers.at("eu.example.com").requests().stream()
                        .filter(request -> request.method().equals("POST")))
                .hasSize(1);
    }

    @Test
    void an_interrupted_run_can_be_followed_and_still_be_resumed() {
        bench.interrupts = action -> {
            bench.time.after(Duration.ofSeconds(3), action);
            return () -> {};
        };
        assertThat(bench.run(captured, "deploy", "--all")).isEqualTo(130);
        bench.interrupts = Interrupts.NEVER;
        String runId = bench.runs.runIds().get(0);

        Captured attached = Captured.plain();
        assertThat(bench.run(attached, "attach", runId))
                .as(attached.everything())
                .isZero();
        assertThat(bench.run(attached, "resume", runId))
                .as(attached.everything())
                .isZero();
    }

    @Test
    void there_may_be_nothing_to_follow() {
        assertThat(bench.run(captured, "attach")).isEqualTo(2);
        assertThat(captured.err()).contains("nothing to follow");

        assertThat(bench.run(captured, "deploy", "--all")).isZero();
        assertThat(bench.run(captured, "attach", bench.runs.runIds().get(0))).isEqualTo(2);
        assertThat(captured.err()).contains("nothing left to follow");
    }

    @Test
    void a_run_nobody_knows_is_a_wrong_usage() {
        assertThat(bench.run(captured, "resume", "01zzzz")).isEqualTo(2);
        assertThat(captured.err()).contains("01zzzz");
    }
}
