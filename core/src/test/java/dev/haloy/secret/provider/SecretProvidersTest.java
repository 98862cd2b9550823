package dev.haloy.secret.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haloy.embedded.VirtualTime;
import dev.haloy.secret.Secret;
import dev.haloy.secret.SecretException;
import dev.haloy.secret.SecretRef;
import dev.haloy.world.ProcessRunner;
import dev.haloy.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the contract of all providers does not say. */
class SecretProvidersTest {
    private static final SecretRef DB = new SecretRef("vault", "db");

    @TempDir
    Path folder;

    @Test
    void a_program_gets_the_path_as_its_last_argument_and_no_shell() throws Exception {
        List<List<String>> calls = new ArrayList<>();
        World world = world(command -> {
            calls.add(command.arguments());
            return CompletableFuture.completedFuture(new ProcessRunner.Finished(0, "value\n\n", ""));
        });

        NamedProvider provider = SecretProviders.command("vault", world, List.of("read", "--raw"));

        assertThat(provider.find(new SecretRef("vault", "a; rm -rf b"))).contains(Secret.of("value\n"));
        assertThat(calls).containsExactly(List.of("read", "--raw", "a; rm -rf b"));
    }

    @Test
    void a_program_that_hangs_is_stopped_when_its_time_is_over() {
        VirtualTime time = VirtualTime.startingAt(Instant.EPOCH);
        CompletableFuture<ProcessRunner.Finished> hanging = new CompletableFuture<>();
        World world = world(command -> hanging)
                .but()
                .time(time, time)
                .pump(time::await)
                .build();
        NamedProvider provider = SecretProviders.command("vault", world, List.of("read"), Duration.ofSeconds(30));

        assertThatThrownBy(() -> provider.find(DB))
                .isInstanceOf(SecretException.class)
                .hasMessage("'vault:db' cannot be had: read did not end within 30 seconds and was stopped");
        assertThat(hanging).isCancelled();
        assertThat(time.instant()).isEqualTo(Instant.EPOCH.plusSeconds(30));
    }

    @Test
    void a_program_that_cannot_be_run_is_named() {
        World world = world(command -> CompletableFuture.failedFuture(new IOException("no such file")));

        assertThatThrownBy(() ->
                        SecretProviders.command("vault", world, List.of("read")).find(DB))
                .isInstanceOf(SecretException.class)
                .hasMessage("'vault:db' cannot be had: read could not be run: no such file");
    }

    @Test
    void what_a_failing_program_says_is_not_repeated() {
        World world =
                world(command -> CompletableFuture.completedFuture(new ProcessRunner.Finished(3, "s3cret", "s3cret")));

        assertThatThrownBy(() ->
                        SecretProviders.command("vault", world, List.of("read")).find(DB))
                .hasMessage("'vault:db' cannot be had: read ended with status 3");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_real_program_is_run_with_the_variables_of_the_world() throws Exception {
        NamedProvider provider = SecretProviders.command(
                "vault", World.system(), List.of("/bin/sh", "-c", "test -n \"$PATH\" && printf 'of %s\\r\\n' \"$0\""));

        assertThat(provider.find(DB)).contains(Secret.of("of db"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"secrets.txt", "yaml", "secrets.toml", "/"})
    void a_file_whose_format_is_unknown_is_refused_at_once(String name) {
        assertThatThrownBy(() -> SecretProviders.file("vault", Path.of(name)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must end in .yaml, .yml, .json, .env or .dotenv");
    }

    @Test
    void a_program_without_a_name_is_refused_at_once() {
        assertThatThrownBy(() -> SecretProviders.command("vault", World.system(), List.of("")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_file_is_read_anew_at_every_call() throws Exception {
        Path file = folder.resolve("prod.ENV");
        NamedProvider provider = SecretProviders.file("vault", file);
        assertThatThrownBy(() -> provider.find(DB)).hasMessageContaining("there is no file " + file);

        Files.writeString(file, "db=first\n");
        assertThat(provider.find(DB)).contains(Secret.of("first"));
        Files.writeString(file, "db=second\n");
        assertThat(provider.find(DB)).contains(Secret.of("second"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"db: [s3cret", "{db: s3cret, db: s3cret}", "- &a [*a]", "s3cret"})
    void a_file_that_cannot_be_understood_is_refused_without_showing_it(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("s.yaml"), yaml);

        assertThatThrownBy(() -> SecretProviders.file("vault", file).find(DB))
                .isInstanceOf(SecretException.class)
                .hasMessageStartingWith("'vault:db' cannot be had: " + file)
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside", "a/../../outside", "/etc/hostname", "a\u0000b", "", "."})
    void a_folder_gives_nothing_from_outside(String path) throws IOException {
        Files.writeString(folder.resolve("outside"), "s3cret");
        Path inside = Files.createDirectories(folder.resolve("inside"));

        assertThatThrownBy(() -> SecretProviders.folder("vault", inside).find(new SecretRef("vault", path)))
                .isInstanceOf(SecretException.class)
                .hasMessageContaining("'vault:" + path + "'")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void text_that_is_not_utf_8_and_files_that_are_too_large_are_refused() throws IOException {
        Files.write(folder.resolve("latin"), new byte[] {'s', (byte) 0xE9});
        Files.write(folder.resolve("large"), new byte[(4 << 20) + 1]);
        NamedProvider provider = SecretProviders.folder("vault", folder);

        assertThatThrownBy(() -> provider.find(new SecretRef("vault", "latin")))
                .hasMessageContaining("is not UTF-8 text");
        assertThatThrownBy(() -> provider.find(new SecretRef("vault", "large")))
                .hasMessageContaining("is larger than 4194304 bytes");
    }

    private static World world(Programs programs) {
        return World.builder().processes(programs).build();
    }

    @FunctionalInterface
    private interface Programs extends ProcessRunner {
        CompletableFuture<Finished> start(Command command);

        @Override
        default CompletableFuture<Finished> capture(Command command, int maxBytes) {
            return start(command);
        }

        @Override
        default CompletableFuture<Integer> run(Command command, OutputListener output) {
            throw new UnsupportedOperationException();
        }
    }
}
