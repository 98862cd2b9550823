package dev.haloy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haloy.embedded.fault.Endpoint;
import dev.haloy.embedded.fault.Fault;
import dev.haloy.embedded.fault.FaultRule;
import dev.haloy.embedded.script.Behaviour;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployCommandTest {
    private static final String TWO_TARGETS = """
            name: my-app
            image: ghcr.io/my-org/my-app:v2
            env:
              - name: PASSWORD
                from: {env: DB_PASSWORD}
            targets:
              eu: {server: eu.example.com, domains: [{domain: eu.my-app.com}]}
              us: {server: us.example.com, replicas: 2}
            """;
    private static final String SECRET = "hunter2-and-more";

    private final Captured captured = Captured.plain();
    private final Bench bench;

    DeployCommandTest(@TempDir Path folder) {
        bench = new Bench(folder);
        bench.file(TWO_TARGETS);
        bench.variables.put("DB_PASSWORD", SECRET);
    }

    @Test
    void deploys_all_targets_and_exits_with_0() {
        bench.server("eu.example.com");
        bench.server("us.example.com");

        int exit = bench.run(captured, "deploy", "--all");

        assertThat(exit).as(captured.everything()).isZero();
        assertThat(bench.servers.at("us.example.com").running("my-app"))
                .hasValueSatisfying(version -> assertThat(version.replicas()).isEqualTo(2));
        assertThat(captured.out())
                .contains("deploying 2 targets: eu, us")
                .contains("2 of 2 targets run their new version");
        assertThat(captured.err()).isEmpty();
    }

    @Test
    void json_is_one_object_on_standard_output_and_nothing_else_is_there() throws Exception {
        bench.server("eu.example.com");
        bench.server("us.example.com");

        bench.run(captured, "deploy", "-t", "eu,us", "--output", "json");

        JsonNode json = new ObjectMapper().readTree(captured.out());
        assertThat(json.get("done").asBoolean()).isTrue();
        assertThat(json.get("exitStatus").asInt()).isZero();
        assertThat(json.at("/targets/0/target").asText()).isEqualTo("eu");
        assertThat(json.at("/targets/1/outcome").asText()).isEqualTo("deployed");
        assertThat(json.at("/targets/1/replicas").asInt()).isEqualTo(2);
        assertThat(captured.err()).contains("deploying 2 targets");
    }

    @Test
    void a_failed_deployment_exits_with_1_and_says_what_runs_now() {
        bench.server("eu.example.com")
                .app("my-app")
                .running("v1", 1, "eu.my-app.com")
                .nextDeployment(Behaviour.failsHealthCheck().printing("no database"));
        bench.server("us.example.com");
        String before = bench.servers
                .at("eu.example.com")
                .running("my-app")
                .orElseThrow()
                .deploymentId();

        int exit = bench.run(captured, "deploy", "--all", "--no-logs");

        assertThat(exit).isEqualTo(1);
        assertThat(captured.out())
                .contains("now running " + before)
                .contains("1 of 2 targets run their new version")
                .contains("What the containers of eu printed last:");
    }

    @Test
    void an_outcome_nobody_could_find_out_exits_with_3() {
        bench.server("eu.example.com").app("my-app").nextDeployment(Behaviour.slowHealth(1000));

        int exit = bench.run(captured, "deploy", "-t", "eu", "--deadline", "8s");

        assertThat(exit).as(captured.everything()).isEqualTo(3);
        assertThat(captured.out()).contains("unknown").contains("haloy status --target eu");
    }

    @Test
    void a_failing_hook_exits_with_1_names_the_command_and_nothing_is_deployed() {
        bench.file(TWO_TARGETS + "global_pre_deploy: [\"make test && fail\"]\n");
        bench.server("eu.example.com");

        int exit = bench.run(captured, "deploy", "-t", "eu");

        assertThat(exit).isEqualTo(1);
        assertThat(captured.everything()).contains("make test && fail").contains("exit status 7");
        assertThat(bench.servers.at("eu.example.com").running("my-app")).isEmpty();
    }

    @Test
    void a_refused_token_exits_with_1_and_says_what_to_do() {
        bench.servers.add("eu.example.com", "another-token");
        bench.run(Captured.plain(), "server", "add", "eu.example.com", Bench.TOKEN, "--no-check");

        int exit = bench.run(captured, "deploy", "-t", "eu");

        assertThat(exit).isEqualTo(1);
        assertThat(captured.everything()).contains("eu.example.com").contains("token");
    }

    @Test
    void a_server_without_token_exits_with_1_and_names_the_command_that_adds_one() {
        bench.servers.add("eu.example.com", Bench.TOKEN);

        int exit = bench.run(captured, "deploy", "-t", "eu");

        assertThat(exit).isEqualTo(1);
        assertThat(captured.err()).contains("  run 'haloy server add eu.example.com");
        assertThat(captured.out()).contains("failed: preflight").contains("nothing was sent");
    }

    @Test
    void a_misspelt_target_exits_with_2_and_names_those_that_exist() {
        int exit = bench.run(captured, "deploy", "-t", "ue");

        assertThat(exit).isEqualTo(2);
        assertThat(captured.err()).contains("ue").contains("eu").contains("us");
        assertThat(captured.out()).isEmpty();
    }

    @Test
    void choosing_nothing_in_a_file_of_many_targets_exits_with_2_and_lists_them() {
        int exit = bench.run(captured, "deploy");

        assertThat(exit).isEqualTo(2);
        assertThat(captured.err()).contains("eu, us").contains("--all");
    }

    @Test
    void every_mistake_of_a_file_is_told_at_once() throws Exception {
        bench.file("name: my-app\nreplica: 3\nport: [1]\ntargets:\n  eu: {serve: x}\n");

        int exit = bench.run(captured, "deploy", "--all", "--output=json");

        assertThat(exit).isEqualTo(2);
        JsonNode json = new ObjectMapper().readTree(captured.out());
        assertThat(json.at("/error/problems").size()).isEqualTo(3);
        assertThat(json.at("/error/problems/0/line").asInt()).isEqualTo(2);
        assertThat(captured.err()).contains("replicas").contains("server");
    }

    @Test
    void secrets_are_nowhere_in_the_output_of_a_deployment_that_goes_wrong() {
        bench.server("eu.example.com")
                .app("my-app")
                .nextDeployment(Behaviour.failsHealthCheck().printing("cannot log in with " + SECRET));
        bench.file(TWO_TARGETS + "global_post_deploy: [\"echo $PASSWORD\"]\n");

        bench.run(captured, "deploy", "-t", "eu", "--output", "json", "--debug");

        assertThat(captured.everything()).doesNotContain(SECRET).doesNotContain(Bench.TOKEN);
        assertThat(captured.out()).contains("cannot log in with ***");
    }

    @Test
    void hooks_do_not_see_tokens_of_servers() {
        bench.file(TWO_TARGETS + "global_pre_deploy: [env]\npre_deploy: [env]\npost_deploy: [env]\n");
        bench.variables.put("HALOY_API_TOKEN", Bench.TOKEN);
        bench.server("eu.example.com");

        bench.run(captured, "deploy", "-t", "eu");

        assertThat(bench.shell.environments)
                .hasSize(3)
                .allSatisfy(variables -> assertThat(variables).doesNotContainValue(Bench.TOKEN));
    }

    @Test
    void detach_ends_when_the_server_has_taken_the_request() {
        bench.server("eu.example.com");

        int exit = bench.run(captured, "deploy", "-t", "eu", "--detach");

        assertThat(exit).as(captured.everything()).isZero();
        assertThat(captured.out()).contains("1 request was taken and not followed");
    }

    @Test
    void a_program_given_on_the_command_line_provides_secrets() {
        bench.file(TWO_TARGETS.replace("{env: DB_PASSWORD}", "{secret: \"vault:db/password\"}"));
        bench.server("eu.example.com");

        int exit = bench.run(captured, "deploy", "-t", "eu", "--secret-provider", "vault=./read-secret --raw");

        assertThat(exit).as(captured.everything()).isZero();
        assertThat(bench.shell.commands).contains("db/password");
        assertThat(captured.everything()).doesNotContain("s3cret-from-program");
    }

    @Test
    void an_interrupted_run_starts_nothing_new_says_what_goes_on_and_exits_with_130() {
        bench.server("eu.example.com");
        bench.server("us.example.com").fault(FaultRule.next(Endpoint.VERSION, Fault.stall(Duration.ofSeconds(1))));
        bench.interrupts = action -> {
            bench.time.after(Duration.ofSeconds(3), action);
            return () -> {};
        };

        int exit = bench.run(captured, "deploy", "--all");

        assertThat(exit).isEqualTo(130);
        assertThat(captured.err()).contains("interrupted");
        assertThat(captured.out()).contains("Interrupted. 0 of 2 targets run their new version");
    }

    @Test
    void a_quiet_run_says_the_result_only() {
        bench.server("eu.example.com");

        bench.run(captured, "deploy", "-t", "eu", "--quiet");

        assertThat(captured.out().strip()).startsWith("TARGET").endsWith(")");
    }
}
