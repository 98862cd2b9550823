package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.client.DeploymentId;
import dev.haloy.verdict.Outcome;
import dev.haloy.verdict.Outcome.Reason;
import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.ResourceBundle;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every event has its level and its words in a log. */
class LoggedWordsTest {
    private static final Instant AT = Instant.EPOCH;
    private static final Optional<String> EU = Optional.of("eu");
    private static final Optional<String> GOOD = Optional.empty();
    private static final Optional<String> BAD = Optional.of("no disk");
    private static final DeploymentId ID = DeploymentId.next(AT, new SplittableRandom(1), List.of());

    static Stream<Arguments> of_a_run() {
        DeployResult cancelled = new DeployResult("r1", List.of(), List.of("a gate broke"), true, Duration.ofMillis(7));
        return Stream.of(
                Arguments.of(
                        new DeployEvent.RunStarted(AT, "r1", List.of("eu", "us")), "INFO run r1: began with eu, us"),
                Arguments.of(
                        new DeployEvent.RunFinished(AT, cancelled),
                        "ERROR cancelled after 7 ms, 0 of 0 targets deployed; a gate broke"),
                Arguments.of(new DeployEvent.TargetStarted(AT, EU, "a.b"), "INFO eu: began on a.b"),
                Arguments.of(
                        new DeployEvent.TargetFinished(AT, EU, new Outcome.Skipped(Reason.PROTECTED)),
                        "INFO eu: " + new Outcome.Skipped(Reason.PROTECTED).summary()),
                Arguments.of(new DeployEvent.DeploymentAccepted(AT, EU, ID), "INFO eu: accepted as " + ID),
                Arguments.of(new DeployEvent.GoingBack(AT, EU, ID), "INFO eu: going back to " + ID),
                Arguments.of(new DeployEvent.Warned(AT, GOOD, "look"), "WARNING look"),
                Arguments.of(
                        new DeployEvent.RetryScheduled(AT, EU, "reading", 2, Duration.ofMillis(30), "reset"),
                        "WARNING eu: reading failed (reset); attempt 2 in 30 ms"),
                Arguments.of(
                        new DeployEvent.Waiting(AT, EU, Duration.ofSeconds(6), "a neighbour"),
                        "DEBUG eu: waits for 6000 ms: a neighbour"),
                Arguments.of(new DeployEvent.ServerChecked(AT, "a.b", "v1"), "DEBUG a.b runs haloyd v1"),
                Arguments.of(
                        new DeployEvent.ServerSaid(AT, EU, "INFO", "started", Map.of()), "DEBUG eu: server: started"),
                Arguments.of(new DeployEvent.WaveStarted(AT, 1, 2, List.of("eu")), "DEBUG WaveStarted"));
    }

    static Stream<Arguments> of_a_step() {
        return Stream.of(
                Arguments.of(
                        new DeployEvent.HookStarted(AT, EU, "pre_deploy", "test"), "DEBUG eu: pre_deploy 'test' began"),
                Arguments.of(
                        new DeployEvent.HookFinished(AT, EU, "pre_deploy", "test", GOOD),
                        "DEBUG eu: pre_deploy 'test' ended"),
                Arguments.of(
                        new DeployEvent.HookFinished(AT, EU, "pre_deploy", "test", BAD),
                        "ERROR eu: pre_deploy 'test' failed: no disk"),
                Arguments.of(new DeployEvent.HookOutput(AT, EU, false, "ok"), "TRACE eu: hook: ok"),
                Arguments.of(new DeployEvent.BuildStarted(AT, "a:1", List.of("eu")), "DEBUG build of a:1 began"),
                Arguments.of(new DeployEvent.BuildOutput(AT, "a:1", true, "step"), "TRACE build of a:1: step"),
                Arguments.of(new DeployEvent.BuildFinished(AT, "a:1", GOOD), "INFO image a:1 was built"),
                Arguments.of(new DeployEvent.BuildFinished(AT, "a:1", BAD), "ERROR image a:1 failed: no disk"),
                Arguments.of(new DeployEvent.TransferStarted(AT, "a:1", "a.b"), "DEBUG transfer of a:1 to a.b began"),
                Arguments.of(
                        new DeployEvent.TransferProgress(AT, "a:1", "a.b", 9, OptionalLong.empty()),
                        "TRACE transfer of a:1 to a.b: 9 bytes"),
                Arguments.of(new DeployEvent.PushStarted(AT, "a:1", "r.io"), "DEBUG push of a:1 to r.io began"),
                Arguments.of(new DeployEvent.PushOutput(AT, "a:1", "r.io", false, "layer"), "TRACE push of a:1: layer"),
                Arguments.of(
                        new DeployEvent.PushFinished(AT, "a:1", "r.io", GOOD), "INFO image a:1 was pushed to r.io"),
                Arguments.of(new DeployEvent.PushFinished(AT, "a:1", "r.io", BAD), "ERROR image a:1 failed: no disk"));
    }

    @ParameterizedTest
    @MethodSource({"of_a_run", "of_a_step"})
    void every_event_is_said_in_one_line_at_its_level(DeployEvent event, String line) {
        Lines lines = new Lines();

        LoggingListener.to(lines).get().accept(event);

        assertThat(lines.all).singleElement().asString().startsWith(line);
    }

    private static final class Lines implements Logger {
        final List<String> all = new ArrayList<>();

        @Override
        public String getName() {
            return "test";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String text, @Nullable Throwable thrown) {
            all.add(level + " " + text);
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String format, Object @Nullable ... values) {
            all.add(level + " " + format);
        }
    }
}
