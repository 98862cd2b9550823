package dev.haloy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.fault.Endpoint;
import dev.haloy.embedded.fault.Fault;
import dev.haloy.embedded.fault.FaultRule;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopCommandTest {
    private final Captured captured = Captured.plain();
    private final Bench bench;
    private final EmbeddedHaloyd eu;
    private final EmbeddedHaloyd us;

    StopCommandTest(@TempDir Path folder) {
        bench = new Bench(folder);
        bench.file("""
                name: my-app
                image: nginx:1
                env: [{name: A, from: {env: NOT_SET}}]
                targets:
                  eu: {server: eu.example.com, protected: true}
                  us: {server: us.example.com}
                """);
        eu = bench.server("eu.example.com");
        us = bench.server("us.example.com");
        eu.app("my-app").running("v1", 2);
        us.app("my-app").running("v1", 2);
    }

    @Test
    void a_named_target_is_stopped_when_the_command_ends_even_a_protected_one() {
        assertThat(bench.run(captured, "stop", "-t", "eu")).as(captured.err()).isZero();

        assertThat(eu.running("my-app")).isEmpty();
        assertThat(eu.containers("my-app")).hasSize(2);
        assertThat(us.running("my-app")).isPresent();
        assertThat(captured.out()).contains("eu  stopped on eu.example.com");
    }

    @Test
    void all_spares_protected_targets_unless_they_are_included() {
        assertThat(bench.run(captured, "stop", "--all")).as(captured.err()).isZero();
        assertThat(eu.running("my-app")).isPresent();
        assertThat(us.running("my-app")).isEmpty();

        assertThat(bench.run(captured, "stop", "--all", "--include-protected")).isZero();
        assertThat(eu.running("my-app")).isEmpty();
    }

    @Test
    void containers_are_removed_if_that_was_asked_for() {
        assertThat(bench.run(captured, "stop", "-t", "us", "-r", "--remove-volumes"))
                .as(captured.err())
                .isZero();

        assertThat(us.containers("my-app")).isEmpty();
        assertThat(captured.out()).contains("us  not there any more");
    }

    @Test
    void volumes_without_containers_are_wrong_usage_and_nothing_is_sent() {
        int before = us.requests().size();
        assertThat(bench.run(captured, "stop", "-t", "us", "--remove-volumes")).isEqualTo(2);
        assertThat(captured.err()).contains("--remove-containers");
        assertThat(us.requests()).hasSize(before);
    }

    @Test
    void trouble_with_one_server_does_not_keep_another_from_being_stopped() throws Exception {
        eu.fault(FaultRule.every(Endpoint.STOP, Fault.tooManyRequests()));

        assertThat(bench.run(captured, "stop", "-t", "eu,us", "--output", "json"))
                .isEqualTo(1);

        JsonNode json = new ObjectMapper().readTree(captured.out());
        assertThat(json.at("/targets/0/end").asText()).isEqualTo("failed");
        assertThat(json.at("/targets/0/problem").asText()).contains("429");
        assertThat(json.at("/targets/1/end").asText()).isEqualTo("stopped");
        assertThat(us.running("my-app")).isEmpty();
    }

    @Test
    void a_lost_answer_is_no_result_the_server_is_asked_what_it_runs() {
        us.fault(FaultRule.next(Endpoint.STOP, Fault.replyLost()));
        assertThat(bench.run(captured, "stop", "-t", "us")).as(captured.err()).isZero();
        assertThat(us.running("my-app")).isEmpty();
    }

    @Test
    void what_a_server_does_not_show_in_time_is_unknown_and_exits_with_3() {
        us.dockerReachable(false);
        assertThat(bench.run(captured, "stop", "-t", "us")).isEqualTo(3);
        assertThat(captured.err()).contains("us  unknown");
    }
}
