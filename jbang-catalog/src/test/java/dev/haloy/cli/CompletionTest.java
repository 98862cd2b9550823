package dev.haloy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompletionTest {
    @TempDir
    private Path folder;

    @Test
    void commands_options_and_words_are_completed() {
        assertThat(complete("de")).containsExactly("demo", "deploy", "dev-server");
        assertThat(complete("server", "")).contains("add", "list");
        assertThat(complete("deploy", "--kee")).containsExactly("--keep-going");
        assertThat(complete("status", "--output", "json")).containsExactly("json", "jsonl");
        assertThat(complete("status", "--output=h")).containsExactly("--output=human");
        assertThat(complete("completion", "z")).containsExactly("zsh");
        assertThat(complete("__")).isEmpty();
    }

    @Test
    void targets_of_the_file_are_completed_one_by_one() {
        assertThat(complete("deploy", "-t", "")).containsExactly("eu", "eu-2", "us");
        assertThat(complete("deploy", "--targets", "us,e")).containsExactly("us,eu", "us,eu-2");
        assertThat(complete("deploy", "--target=u")).containsExactly("--target=us");
        assertThat(complete("deploy", "-c", "nowhere", "-t", "")).isEmpty();
    }

    @Test
    void bash_asks_with_the_words_typed_so_far() throws Exception {
        String script = CompletionCommand.script(CompletionCommand.Shell.bash)
                + "COMP_WORDS=(haloy deploy -t e); COMP_CWORD=3; _haloy; printf '%s\\n' \"${COMPREPLY[@]}\"";

        assertThat(shell("bash", script)).containsExactly("asked: __complete -- deploy -t e");
    }

    @ParameterizedTest
    @EnumSource(
            value = CompletionCommand.Shell.class,
            names = {"bash", "zsh", "fish"})
    void scripts_are_accepted_by_their_shells(CompletionCommand.Shell shell) throws Exception {
        Path script = Files.writeString(folder.resolve("script"), CompletionCommand.script(shell));

        assertThat(run(List.of(shell.name(), "-n", script.toString()))).isEmpty();
    }

    private List<String> shell(String name, String script) throws Exception {
        Path file = folder.resolve("run");
        Files.writeString(file, "haloy() { local IFS=' '; echo \"asked: $*\"; }\n" + script + "\n");
        return run(List.of(name, file.toString()));
    }

    private static List<String> run(List<String> command) throws Exception {
        Process process = null;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            assumeThat(false).as(command.get(0) + " is not installed").isTrue();
        }
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed.lines().toList();
    }

    private List<String> complete(String... words) {
        Captured captured = Captured.plain();
        Bench bench = new Bench(folder).file("""
                name: shop
                image: nginx:1
                targets:
                  eu: {server: eu.example.com}
                  eu-2: {server: eu-2.example.com}
                  us: {server: us.example.com}
                """);
        List<String> args = new ArrayList<>(List.of("__complete", "--"));
        args.addAll(List.of(words));
        assertThat(bench.run(captured, args.toArray(String[]::new)))
                .as(captured.err())
                .isZero();
        return captured.out().lines().toList();
    }
}
