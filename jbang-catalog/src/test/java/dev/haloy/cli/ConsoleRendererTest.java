package dev.haloy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.client.DeploymentId;
import dev.haloy.deploy.DeployEvent;
import dev.haloy.verdict.Outcome;
import dev.haloy.world.World;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class ConsoleRendererTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Optional<String> EU = Optional.of("eu");

    @Test
    void a_pipe_gets_plain_lines_with_the_target_in_front() {
        Captured captured = Captured.plain();
        show(captured, false);

        assertThat(captured.out()).isEqualTo("""
                        - deploying 1 target: eu
                        | eu      Pulling image
                        + eu      deployed: 01new, 2 containers running
                        """);
        assertThat(captured.err()).isEqualTo("! eu      slow disk\n");
    }

    @Test
    void quiet_shows_only_trouble() {
        Captured captured = Captured.plain();
        show(captured, true);

        assertThat(captured.out()).isEmpty();
        assertThat(captured.err()).isEqualTo("! eu      slow disk\n");
    }

    @Test
    void a_terminal_gets_a_line_that_says_what_goes_on_and_takes_it_away_at_the_end() {
        Captured captured = Captured.terminal();
        show(captured, false);

        assertThat(captured.err())
                .contains("eu     0s  starting\u001b[0m\n", "0s, 0 of 1 target done")
                .endsWith("\u001b[A\r\u001b[J");
        assertThat(captured.out()).contains("\u001b[1meu\u001b[0m");
    }

    private static World stopped() {
        return World.system()
                .but()
                .time(() -> NOW, Executors.newSingleThreadScheduledExecutor())
                .build();
    }

    private static void show(Captured captured, boolean quiet) {
        try (ConsoleRenderer renderer = new ConsoleRenderer(
                new Screen(captured.console(), 6),
                stopped(),
                captured.console().live(),
                quiet ? OutputOptions.Loudness.QUIET : OutputOptions.Loudness.USUAL,
                new EventLines(true, false, Aim.DEPLOY))) {
            renderer.accept(new DeployEvent.RunStarted(NOW, "run", List.of("eu")));
            renderer.accept(new DeployEvent.TargetStarted(NOW, EU, "eu.example.com"));
            renderer.accept(new DeployEvent.ServerSaid(NOW, EU, "INFO", "Pulling image", Map.of()));
            renderer.accept(new DeployEvent.ServerSaid(NOW, EU, "WARN", "slow disk", Map.of()));
            renderer.accept(
                    new DeployEvent.TargetFinished(NOW, EU, new Outcome.Deployed(new DeploymentId("01new"), 2, NOW)));
        }
    }
}
