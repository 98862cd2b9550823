package dev.haloy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.deploy.DeployEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class EventLinesTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Optional<String> PRODUCTION = Optional.of("production");

    @Test
    void a_server_error_carries_its_reason_and_the_containers_last_words() {
        List<ProgressLine> lines = new EventLines(true, false, Aim.DEPLOY)
                .of(new DeployEvent.ServerSaid(
                        NOW,
                        PRODUCTION,
                        "ERROR",
                        "Deployment failed",
                        Map.of("error", "not healthy", "logs", "\nfirst\nsecond\u001b[31m\n")));

        assertThat(lines)
                .extracting(ProgressLine::text)
                .containsExactly("Deployment failed: not healthy", "  first", "  second\\u001b[31m");
        assertThat(lines).allMatch(ProgressLine::isTrouble);
    }

    @Test
    void without_server_logs_only_our_own_lines_are_shown() {
        EventLines words = new EventLines(false, false, Aim.DEPLOY);

        assertThat(words.of(new DeployEvent.ServerSaid(NOW, PRODUCTION, "ERROR", "x", Map.of())))
                .isEmpty();
        assertThat(words.of(new DeployEvent.HookStarted(NOW, PRODUCTION, "pre_deploy", "make")))
                .extracting(ProgressLine::text)
                .containsExactly("pre_deploy $ make");
    }

    @Test
    void a_failed_hook_says_which_and_why() {
        assertThat(new EventLines(true, false, Aim.DEPLOY)
                        .of(new DeployEvent.HookFinished(
                                NOW, Optional.empty(), "global_pre_deploy", "make", Optional.of("exit status 2"))))
                .containsExactly(new ProgressLine(
                        Style.Tone.ERROR, Optional.empty(), "global_pre_deploy failed: exit status 2"));
    }

    @Test
    void images_say_what_is_built_sent_and_saved() {
        assertThat(ImageLines.of(new DeployEvent.BuildOutput(NOW, "my-app:latest", true, "Step 1/2")))
                .containsExactly(new ProgressLine(Style.Tone.OUTPUT, Optional.empty(), "my-app:latest | Step 1/2"));
        assertThat(ImageLines.of(new DeployEvent.TransferFinished(
                        NOW, "my-app:latest", "prod.haloy.com", 16_800_000, 850, Optional.empty())))
                .extracting(ProgressLine::text)
                .containsExactly("prod.haloy.com has my-app:latest: 16.8 MB sent, 850 B there already");
    }

    @Test
    void a_transfer_says_how_far_it_is_how_fast_and_how_much_longer() {
        assertThat(progress(5000, 10_000, Duration.ZERO))
                .isEqualTo("[=====     ] 5.0 kB of 10.0 kB, 5.0 MB/s, 1s left");
        assertThat(progress(20_000_000, 160_000_000, Duration.ofSeconds(10)))
                .isEqualTo("[=         ] 20.0 MB of 160.0 MB, 2.0 MB/s, 1m10s left");
        assertThat(progress(160_000_000, 160_000_000, Duration.ofSeconds(80)))
                .isEqualTo("[==========] 160.0 MB of 160.0 MB, 2.0 MB/s");
        assertThat(progress(8_000_000, 0, Duration.ofSeconds(2))).isEqualTo("8.0 MB, 4.0 MB/s");
        assertThat(progress(0, 10_000, Duration.ofSeconds(2))).isEqualTo("[          ] 0 B of 10.0 kB");
    }

    private static String progress(long bytes, long total, Duration taken) {
        OptionalLong known = total == 0 ? OptionalLong.empty() : OptionalLong.of(total);
        return ImageLines.progress(
                new DeployEvent.TransferProgress(NOW, "my-app:latest", "prod.haloy.com", bytes, known), taken);
    }

    @Test
    void a_warning_of_several_lines_becomes_several_lines() {
        assertThat(new EventLines(true, false, Aim.DEPLOY).of(new DeployEvent.Warned(NOW, Optional.empty(), "a\nb")))
                .extracting(ProgressLine::text)
                .containsExactly("a", "  b");
    }
}
