package dev.haloy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WavesCommandTest {
    @TempDir
    private Path folder;

    private Bench bench;

    @BeforeEach
    void three_targets_on_three_servers() {
        bench = new Bench(folder).file("""
                name: shop
                image: "shop:v2"
                targets:
                  eu: {server: eu.example.com}
                  us: {server: us.example.com}
                  asia: {server: asia.example.com}
                """);
        List.of("eu", "us", "asia").forEach(key -> bench.server(key + ".example.com"));
    }

    private Captured ran(int exit, String... args) {
        Captured captured = Captured.plain();
        assertThat(bench.run(captured, args))
                .as(captured.out() + captured.err())
                .isEqualTo(exit);
        return captured;
    }

    @Test
    void waves_and_gates_are_planned_and_deployed_by_the_same_options() {
        String[] options = {
            "--all", "--waves", "1,rest", "--gate-wait", "5m", "--gate-http", "https://eu.example.com/health"
        };
        assertThat(ran(0, with("plan", options)).out())
                .contains(
                        "in 2 waves:", "1  eu", "2  us, asia", "between them: wait 300 s, http eu.example.com/health");

        assertThat(ran(0, with("deploy", options)).out())
                .contains("wave 1 of 2: eu", "asking the gate 'wait 300 s'", "the gate 'wait 300 s' is open")
                .contains("wave 2 of 2: us, asia");
    }

    private static String[] with(String command, String... options) {
        return Stream.concat(Stream.of(command), Arrays.stream(options)).toArray(String[]::new);
    }

    @Test
    void a_plan_in_json_has_the_waves_and_the_gates() {
        assertThat(ran(0, "plan", "--all", "--waves", "1,rest", "--gate-approval", "--output", "json")
                        .out())
                .contains("\"waves\"", "\"gates\"", "\"approval\"");
    }

    @Test
    void a_person_is_asked_for_approval() {
        Captured no = Captured.person("n");
        assertThat(bench.run(no, "deploy", "--all", "--waves", "1,rest", "--gate-approval"))
                .isEqualTo(1);
        assertThat(no.err()).contains("Wave 1 of 2 is done. Go on with us, asia? [y/N]");
        assertThat(no.out()).contains("the gate 'approval' after wave 1 did not open: it was not approved");

        assertThat(bench.run(Captured.person("yes"), "deploy", "--all", "--waves", "1,rest", "--gate-approval"))
                .isZero();
    }

    @Test
    void where_nobody_is_yes_must_be_said() {
        assertThat(ran(2, "deploy", "--all", "--waves", "1,rest", "--gate-approval")
                        .err())
                .contains("say --yes");
        ran(0, "deploy", "--all", "--waves", "1,rest", "--gate-approval", "--yes");
        assertThat(ran(2, "deploy", "--all", "--yes").err()).contains("--yes goes with --gate-approval");
    }

    @Test
    void what_makes_no_sense_is_explained_before_anything_is_sent() {
        assertThat(ran(2, "deploy", "--all", "--waves", "half").err()).contains("--waves: 'half' is not a wave");
        assertThat(ran(2, "deploy", "--all", "--failure-budget", "-1").err()).contains("wants a number from 0");
        assertThat(ran(2, "deploy", "--all", "--gate-http", "eu.example.com").err())
                .contains("--gate-http wants");
        assertThat(ran(2, "deploy", "--all", "--allow-first-deployments").err())
                .contains("goes with --on-failure rollback-all");
    }

    @Test
    void waves_are_rehearsed_without_asking_gates() {
        assertThat(ran(
                                0,
                                "rehearse",
                                "--all",
                                "--runs",
                                "5",
                                "--waves",
                                "1,rest",
                                "--gate-command",
                                "false",
                                "--gate-wait",
                                "1m")
                        .out())
                .contains("5");
        assertThat(bench.shell.toString()).doesNotContain("false");
    }
}
