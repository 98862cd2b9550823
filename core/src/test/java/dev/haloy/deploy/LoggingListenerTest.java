package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.embedded.script.Behaviour;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LoggingListenerTest {
    private static final String TWO = """
            name: shop
            image: ghcr.io/org/shop:v2
            targets:
              eu: {server: eu.example.com, pre_deploy: [migrate]}
              us: {server: us.example.com}
            """;

    private final Records records = new Records(Level.TRACE);

    private static Rollout two() {
        Rollout rollout = Rollout.of(TWO);
        rollout.server("eu.example.com");
        rollout.server("us.example.com");
        return rollout;
    }

    private DeployResult deploy(Rollout rollout) {
        Deployer deployer = rollout.deployer().withListeners(List.of(LoggingListener.to(records)));
        return rollout.world.await(deployer.deploy(rollout.request()));
    }

    @Test
    void every_event_is_one_record_that_names_run_and_target() {
        try (Rollout rollout = two()) {
            DeployResult result = deploy(rollout);

            assertThat(records.lines)
                    .hasSameSizeAs(rollout.events)
                    .allSatisfy(line -> assertThat(line)
                            .contains(" run " + result.runId() + ": ")
                            .doesNotContain("\n"));
            assertThat(records.lines)
                    .contains("INFO run " + result.runId() + ": began with eu, us")
                    .anySatisfy(line -> assertThat(line).startsWith("INFO").contains(": eu: deployed "))
                    .anySatisfy(line -> assertThat(line).startsWith("DEBUG").contains("pre_deploy 'migrate' began"))
                    .last()
                    .asString()
                    .startsWith("INFO")
                    .contains("2 of 2 targets deployed");
        }
    }

    @Test
    void what_went_wrong_is_an_error() {
        try (Rollout rollout = two()) {
            rollout.processes.fail("migrate", 3);

            deploy(rollout);

            assertThat(records.lines)
                    .filteredOn(line -> line.startsWith("ERROR"))
                    .hasSize(3)
                    .anySatisfy(line -> assertThat(line).contains("eu: pre_deploy 'migrate' failed: "))
                    .anySatisfy(line -> assertThat(line).contains("eu: failed (pre_deploy hook)"))
                    .anySatisfy(line -> assertThat(line).contains("not done after"));
        }
    }

    @Test
    void what_is_not_logged_is_not_put_into_words() {
        Records few = new Records(Level.ERROR);
        Consumer<DeployEvent> listener = LoggingListener.to(few).get();

        listener.accept(new DeployEvent.RunStarted(Instant.EPOCH, "r1", List.of("eu")));
        listener.accept(new DeployEvent.Warned(Instant.EPOCH, Optional.empty(), "look"));

        assertThat(few.lines).isEmpty();
    }

    @Test
    void what_others_say_cannot_look_like_a_record_of_its_own() {
        LoggingListener.to(records)
                .get()
                .accept(new DeployEvent.ServerSaid(
                        Instant.EPOCH,
                        Optional.of("eu"),
                        "ERROR",
                        "no\r\nINFO all is well\u001b[0m",
                        Map.of("error", "a\nb")));

        assertThat(records.lines).containsExactly("WARNING eu: server: no | INFO all is well?[0m: a | b");
    }

    @Test
    void no_secret_reaches_the_log() {
        String sentinel = "sentinel-7f3a";
        try (Rollout rollout = Rollout.of("""
                {name: shop, server: prod.example.com, image: "shop:v2", domains: [{domain: a.example.com}],
                 env: [{name: PASSWORD, from: {env: SHOP_PASSWORD}}], pre_deploy: [leak, "echo sentinel-7f3a"]}
                """).variables(Map.of("SHOP_PASSWORD", sentinel))) {
            rollout.processes.print("leak", "the password is " + sentinel);
            rollout.server("prod.example.com")
                    .app("shop")
                    .nextDeployment(Behaviour.failsHealthCheck().printing("cannot log in with " + sentinel));

            deploy(rollout);

            assertThat(records.lines.toString()).contains("the password is ***").doesNotContain(sentinel);
        }
    }

    @Test
    void runs_at_the_same_time_are_told_apart() {
        try (Rollout rollout = two()) {
            Deployer deployer = rollout.deployer().withListeners(List.of(LoggingListener.to(records)));
            var one = deployer.deploy(rollout.request());
            var other = deployer.deploy(rollout.request());
            List<String> ids = List.of(
                    rollout.world.await(one).runId(), rollout.world.await(other).runId());

            assertThat(ids)
                    .allSatisfy(id -> assertThat(records.lines)
                            .filteredOn(line -> line.contains(id) && line.contains(": eu: deployed "))
                            .hasSize(1));
        }
    }

    private static final class Records implements System.Logger {
        private final Level least;
        final List<String> lines = new ArrayList<>();

        Records(Level least) {
            this.least = least;
        }

        @Override
        public String getName() {
            return "test";
        }

        @Override
        public boolean isLoggable(Level level) {
            return level.getSeverity() >= least.getSeverity();
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String text, @Nullable Throwable thrown) {
            lines.add(level + " " + text);
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String format, Object @Nullable ... values) {
            lines.add(level + " " + format);
        }
    }
}
