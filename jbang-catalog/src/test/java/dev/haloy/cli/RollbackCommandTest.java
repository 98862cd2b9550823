package dev.haloy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.script.Behaviour;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollbackCommandTest {
    private final Captured captured = Captured.plain();
    private final Bench bench;
    private final EmbeddedHaloyd eu;
    private final EmbeddedHaloyd us;

    RollbackCommandTest(@TempDir Path folder) {
        bench = new Bench(folder);
        bench.file("""
                name: my-app
                image: my-app:v2
                targets:
                  eu: {server: eu.example.com}
                  us: {server: us.example.com, protected: true}
                """);
        eu = bench.server("eu.example.com");
        us = bench.server("us.example.com");
    }

    @Test
    void the_versions_a_server_has_kept_are_listed_with_what_runs_now() throws Exception {
        String old = eu.app("my-app").ranBefore("v0");
        eu.app("my-app").running("v1", 1);

        assertThat(bench.run(captured, "rollback-targets", "--all"))
                .as(captured.err())
                .isZero();
        assertThat(captured.out()).contains(old, "it is what runs now", "us  nothing to go back to on us.example.com");
        assertThat(captured.out()).contains("haloy rollback DEPLOYMENT --target eu");

        Captured json = Captured.plain();
        bench.run(json, "rollback-targets", "-t", "eu", "--output", "json");
        JsonNode versions = new ObjectMapper().readTree(json.out()).at("/targets/0/versions");
        assertThat(versions).hasSize(2);
        assertThat(versions.at("/0/running").asBoolean()).isTrue();
        assertThat(versions.at("/1/deploymentId").asText()).isEqualTo(old);
        assertThat(versions.at("/1/possible").asBoolean()).isTrue();
    }

    @Test
    void a_target_in_place_of_a_deployment_is_answered_with_what_to_type() {
        assertThat(bench.run(captured, "rollback", "eu", "--previous")).isEqualTo(2);
        assertThat(captured.err()).contains("'eu' is a target", "haloy rollback --previous --target eu");

        Captured alone = Captured.plain();
        assertThat(bench.run(alone, "rollback", "eu")).isEqualTo(2);
        assertThat(alone.err()).contains("haloy rollback DEPLOYMENT --target eu");
    }

    @Test
    void a_named_version_comes_back() throws Exception {
        String old = eu.app("my-app").ranBefore("v0");
        eu.app("my-app").running("v1", 1);

        assertThat(bench.run(captured, "rollback", old, "-t", "eu", "--output", "json"))
                .as(captured.err())
                .isZero();

        JsonNode json = new ObjectMapper().readTree(captured.out());
        assertThat(json.at("/command").asText()).isEqualTo("rollback");
        assertThat(json.at("/targets/0/outcome").asText()).isEqualTo("deployed");
        assertThat(eu.running("my-app").orElseThrow().deploymentId())
                .isEqualTo(json.at("/targets/0/deploymentId").asText())
                .isGreaterThan(old);
        assertThat(captured.err()).contains("going back to " + old);
    }

    @Test
    void previous_brings_back_what_ran_before_and_spares_protected_targets() {
        eu.app("my-app").ranBefore("v0");
        eu.app("my-app").running("v1", 1);
        us.app("my-app").ranBefore("v0");
        us.app("my-app").running("v1", 1);

        assertThat(bench.run(captured, "rollback", "--previous", "--all"))
                .as(captured.err())
                .isZero();
        assertThat(captured.out())
                .contains("bringing back an earlier version of 1 target: eu")
                .contains("1 of 1 target runs its earlier version");

        assertThat(eu.running("my-app").orElseThrow().tag()).isNotEqualTo("v1");
        assertThat(us.running("my-app").orElseThrow().tag()).isEqualTo("v1");
    }

    @Test
    void a_version_nobody_has_is_a_failure_and_nothing_is_sent() {
        eu.app("my-app").running("v1", 1);
        assertThat(bench.run(captured, "rollback", "01nowhere", "-t", "eu")).isEqualTo(1);
        assertThat(captured.out() + captured.err()).contains("cannot go back to 01nowhere");
        assertThat(eu.running("my-app").orElseThrow().tag()).isEqualTo("v1");
    }

    @Test
    void all_or_nothing_brings_back_what_ran_before_when_another_target_fails() throws Exception {
        eu.app("my-app").running("v1", 1);
        us.app("my-app").running("v1", 1).nextDeployment(Behaviour.imageMissing());

        int exit = bench.run(captured, "deploy", "-t", "eu,us", "--on-failure", "rollback-all", "--output", "json");

        assertThat(exit).isEqualTo(1);
        JsonNode json = new ObjectMapper().readTree(captured.out());
        assertThat(json.at("/targets/0/outcome").asText()).isEqualTo("rolled_back");
        assertThat(json.at("/targets/1/outcome").asText()).isEqualTo("failed");
        assertThat(us.running("my-app").orElseThrow().tag()).isEqualTo("v1");
    }

    @Test
    void a_reaction_nobody_knows_is_wrong_usage() {
        assertThat(bench.run(captured, "deploy", "-t", "eu", "--on-failure", "panic"))
                .isEqualTo(2);
        assertThat(bench.run(captured, "deploy", "-t", "eu", "--keep-going", "--on-failure", "stop"))
                .isEqualTo(2);
    }

    @Test
    void saying_neither_a_version_nor_previous_is_wrong_usage() {
        assertThat(bench.run(captured, "rollback", "-t", "eu")).isEqualTo(2);
        assertThat(bench.run(captured, "rollback", "01x", "--previous", "-t", "eu"))
                .isEqualTo(2);
        assertThat(captured.err()).contains("haloy rollback-targets lists them");
    }
}
