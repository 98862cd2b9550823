package dev.haloy.operate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.client.ContainerChoice;
import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.fault.Endpoint;
import dev.haloy.embedded.fault.Fault;
import dev.haloy.embedded.fault.FaultRule;
import dev.haloy.embedded.script.ExecResult;
import dev.haloy.embedded.script.Quirk;
import dev.haloy.resolve.ReadyTarget;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CommandRunnerTest {
    private static final List<ReadyTarget> TARGETS = Operations.targets("""
            name: shop
            image: shop:v1
            targets:
              eu: {server: eu.example.com}
              us: {server: us.example.com}
            """);

    private final Operations operations = new Operations();
    private final EmbeddedHaloyd eu = operations.server("eu.example.com");
    private final EmbeddedHaloyd us = operations.server("us.example.com");

    private List<TargetExec> run(ContainerChoice which, String... command) {
        return operations.world.await(start(which, command));
    }

    private CompletableFuture<List<TargetExec>> start(ContainerChoice which, String... command) {
        return new CommandRunner(operations.world, Operations.TOKENS).run(TARGETS, List.of(command), which);
    }

    @Test
    void what_each_container_printed_and_how_it_ended_is_the_answer() {
        eu.app("shop").running("v1", 2).exec((command, id) -> ExecResult.prints(String.join("+", command)));
        us.app("shop").running("v1").exec((command, id) -> ExecResult.fails(3, "no\n"));

        List<TargetExec> results = run(ContainerChoice.all(), "echo", "two words");

        assertThat(results).extracting(TargetExec::target).containsExactly("eu", "us");
        assertThat(results.get(0).succeeded()).isTrue();
        assertThat(results.get(0).results())
                .hasSize(2)
                .allMatch(each -> each.stdout().equals("echo+two words"));
        assertThat(results.get(1).succeeded()).isFalse();
        assertThat(results.get(1).results().get(0).exitCode()).isEqualTo(3);
        assertThat(results.get(1).results().get(0).stderr()).isEqualTo("no\n");
        assertThat(new ExecFailedException(results).exitCode()).isEqualTo(3);
    }

    @Test
    void one_targets_trouble_does_not_hide_the_other() {
        us.app("shop").running("v1");

        List<TargetExec> results = run(ContainerChoice.newest(), "true");

        assertThat(results.get(0).problem().orElseThrow()).contains("404");
        assertThat(results.get(0).succeeded()).isFalse();
        assertThat(results.get(1).succeeded()).isTrue();
    }

    @Test
    void a_command_whose_answer_is_lost_is_not_run_again() {
        eu.app("shop").running("v1");
        us.app("shop").running("v1");
        us.fault(FaultRule.next(Endpoint.EXEC, Fault.replyLost()));

        List<TargetExec> results = run(ContainerChoice.newest(), "true");

        assertThat(results.get(1).problem()).isPresent();
        assertThat(us.app("shop").executed()).hasSize(1);
    }

    @Test
    void a_server_that_had_no_time_is_asked_again() {
        eu.app("shop").running("v1");
        us.app("shop").running("v1");
        us.fault(FaultRule.next(Endpoint.EXEC, Fault.tooManyRequests()));

        assertThat(run(ContainerChoice.newest(), "true")).allMatch(TargetExec::succeeded);
        assertThat(us.app("shop").executed()).hasSize(1);
    }

    @Test
    void commands_may_take_as_long_as_servers_allow() {
        EmbeddedHaloyd direct = operations.server("localhost:9922", options -> options.without(Quirk.PROXY));
        direct.app("shop")
                .running("v1")
                .exec((command, id) -> ExecResult.prints("done").after(Duration.ofSeconds(58)));
        List<ReadyTarget> local = Operations.targets("{name: shop, image: shop:v1, server: 'localhost:9922'}");

        List<TargetExec> results = operations.world.await(new CommandRunner(operations.world, Operations.TOKENS)
                .run(local, List.of("slow"), ContainerChoice.newest()));

        assertThat(results.get(0).succeeded()).isTrue();
    }

    @Test
    void cancelling_leaves_no_connection_open() {
        eu.app("shop").running("v1").exec((command, id) -> ExecResult.prints("").after(Duration.ofSeconds(30)));
        CompletableFuture<List<TargetExec>> running = start(ContainerChoice.newest(), "slow");
        operations.time.runDue();
        assertThat(running.cancel(true)).isTrue();
        operations.time.advance(Duration.ofMinutes(2));
        assertThat(eu.requests().get(0).status()).isEmpty();
    }
}
