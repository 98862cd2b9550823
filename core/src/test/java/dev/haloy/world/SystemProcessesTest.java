package dev.haloy.world;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haloy.world.ProcessRunner.Command;
import dev.haloy.world.ProcessRunner.Finished;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real programs. Nothing here sleeps; whatever hangs fails by its limit. */
@DisabledOnOs(OS.WINDOWS)
class SystemProcessesTest {
    private static final int LIMIT_SECONDS = 30;
    private static final int PLENTY = 1 << 20;

    @TempDir
    Path folder;

    private final ProcessRunner processes = new SystemProcesses(task -> {
        Thread thread = new Thread(task, "process-of-a-test");
        thread.setDaemon(true);
        return thread;
    });

    private Command sh(String script) {
        return new Command(List.of("sh", "-c", script), folder, Map.of("PATH", "/usr/bin:/bin", "GREETING", "hello"));
    }

    private static <T> T soon(CompletableFuture<T> future) throws Exception {
        return future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void a_program_is_told_by_its_exit_status() throws Exception {
        assertThat(soon(processes.run(sh("exit 0"), (isError, line) -> {}))).isZero();
        assertThat(soon(processes.run(sh("exit 3"), (isError, line) -> {}))).isEqualTo(3);
    }

    @Test
    void output_arrives_line_by_line_and_apart() throws Exception {
        List<String> out = new CopyOnWriteArrayList<>();
        List<String> err = new CopyOnWriteArrayList<>();

        soon(processes.run(
                sh("echo one; echo two; echo trouble >&2; printf 'no line break'"),
                (isError, line) -> (isError ? err : out).add(line)));

        assertThat(out).containsExactly("one", "two", "no line break");
        assertThat(err).containsExactly("trouble");
    }

    @Test
    void a_program_sees_only_the_variables_it_is_given() throws Exception {
        Finished finished = soon(processes.capture(sh("echo \"$GREETING,$HOME,$JAVA_HOME\""), PLENTY));

        assertThat(finished.output()).isEqualTo("hello,,\n");
    }

    @Test
    void a_program_runs_in_its_folder_and_reads_nothing() throws Exception {
        Finished finished = soon(processes.capture(sh("pwd -P; cat"), PLENTY));

        assertThat(finished.output()).isEqualTo(folder.toRealPath() + "\n");
    }

    @Test
    void a_program_reads_what_it_is_given() throws Exception {
        Finished finished = soon(processes.capture(sh("cat"), "open sesame".getBytes(UTF_8), PLENTY));

        assertThat(finished.output()).isEqualTo("open sesame");
    }

    @Test
    void output_is_read_as_bytes_while_the_program_runs() throws Exception {
        try (InputStream output = processes.open(sh("printf 'a\\000b'; head -c 3000000 /dev/zero"))) {
            assertThat(output.readNBytes(3)).containsExactly('a', 0, 'b');
            assertThat(output.readAllBytes()).hasSize(3_000_000);
        }
    }

    @Test
    void the_output_of_a_program_that_fails_has_no_end() throws Exception {
        try (InputStream output = processes.open(sh("echo half; echo no such image >&2; exit 3"))) {
            assertThatThrownBy(output::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("exit status 3")
                    .hasMessageContaining("no such image");
        }
    }

    @Test
    void closing_the_output_kills_the_program() throws Exception {
        InputStream output = processes.open(sh("echo $$; exec tail -f /dev/null"));
        long id = Long.parseLong(new BufferedReader(new InputStreamReader(output, UTF_8)).readLine());
        ProcessHandle program = ProcessHandle.of(id).orElseThrow();

        output.close();

        assertThat(program.onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS).isAlive())
                .isFalse();
    }

    @Test
    void what_is_captured_is_complete() throws Exception {
        Finished finished = soon(processes.capture(sh("echo out; echo err >&2; exit 7"), PLENTY));

        assertThat(finished).isEqualTo(new Finished(7, "out\n", "err\n"));
        assertThat(finished.toString()).doesNotContain("out", "err");
    }

    @Test
    void much_output_on_both_sides_blocks_nobody() throws Exception {
        String much = "i=0; while [ $i -lt 3000 ]; do echo 0123456789012345678901234567890123456789; "
                + "echo 0123456789012345678901234567890123456789 >&2; i=$((i+1)); done";

        Finished finished = soon(processes.capture(sh(much), PLENTY));

        assertThat(finished.output()).hasSize(3000 * 41);
        assertThat(finished.error()).hasSize(3000 * 41);
    }

    @Test
    void a_program_that_prints_without_end_is_stopped() {
        assertThatThrownBy(() -> soon(processes.capture(sh("while :; do echo more; done"), 1000)))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IOException.class)
                .hasMessageContaining("1000 bytes");
    }

    @Test
    void a_program_that_complains_without_end_is_stopped() {
        assertThatThrownBy(() -> soon(processes.capture(sh("while :; do echo more >&2; done"), 1000)))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void a_program_that_does_not_exist_fails_the_future() {
        Command nobody = new Command(List.of("no-such-program-anywhere"), folder, Map.of());

        assertThatThrownBy(() -> soon(processes.capture(nobody, PLENTY)))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void a_program_left_in_the_background_does_not_hold_up_a_hook() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();

        int status = soon(processes.run(sh("sleep 100 & echo $!"), (isError, line) -> lines.add(line)));

        assertThat(status).isZero();
        assertThat(lines).hasSize(1);
        end(lines.get(0));
    }

    @Test
    void a_program_left_in_the_background_does_not_hold_up_what_is_captured() throws Exception {
        Finished finished = soon(processes.capture(sh("sleep 100 & echo $!"), PLENTY));

        assertThat(finished.exitStatus()).isZero();
        end(finished.output().strip());
    }

    private static void end(String pid) {
        ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void cancelling_ends_the_program_and_everything_it_has_started() throws Exception {
        CompletableFuture<String> child = new CompletableFuture<>();
        CompletableFuture<Integer> running =
                processes.run(sh("sleep 100 & echo $!; wait"), (isError, line) -> child.complete(line));
        ProcessHandle handle = ProcessHandle.of(Long.parseLong(soon(child))).orElseThrow();

        assertThat(running.cancel(true)).isTrue();

        assertThat(soon(handle.onExit()).isAlive()).isFalse();
        assertThat(running).isCancelled();
    }

    @Test
    void cancelling_after_the_end_does_nothing() throws Exception {
        CompletableFuture<Integer> ended = processes.run(sh("exit 4"), (isError, line) -> {});
        soon(ended);

        assertThat(ended.cancel(true)).isFalse();
        assertThat(ended).isCompletedWithValue(4);
    }

    @Test
    void a_command_shows_the_program_only() {
        assertThat(sh("echo secret").toString()).isEqualTo("Command[sh]");
    }

    @Test
    void a_world_without_programs_starts_none() {
        CompletableFuture<Finished> refused = ProcessRunner.forbidden().capture(sh("exit 0"), PLENTY);

        assertThatThrownBy(() -> soon(refused)).hasCauseInstanceOf(IOException.class);
    }
}
