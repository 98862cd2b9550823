package dev.haloy.secret.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haloy.config.SopsSource;
import dev.haloy.error.KeyPath;
import dev.haloy.world.Environment;
import dev.haloy.world.ProcessRunner;
import dev.haloy.world.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SopsTest {
    private static final Path FOLDER = Path.of("project").toAbsolutePath();

    private final List<List<String>> calls = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"s.yaml, yaml", "s.YML, yaml", "s.json, json", ".env, dotenv", "x.dotenv, dotenv"})
    void the_ending_of_the_file_tells_the_format(String file, String format) throws LookupException {
        fetch(SopsSource.builder().file(file).build(), format.equals("json") ? "{}" : "");

        assertThat(calls)
                .containsExactly(List.of(
                        "sops",
                        "decrypt",
                        "--input-type",
                        format,
                        "--output-type",
                        format,
                        FOLDER.resolve(file).toString()));
    }

    @Test
    void yaml_is_addressed_by_joined_keys_and_scalars_keep_their_text() throws LookupException {
        String yaml = "db: {host: h, ports: [80, 0x1F]}\nday: 2024-01-01\nyes: True\nnone: ~\npem: |\n  a\n  b\n";

        assertThat(fetch(SopsSource.builder().file("s.yaml").build(), yaml))
                .containsExactly(
                        Map.entry("db.host", "h"),
                        Map.entry("db.ports.0", "80"),
                        Map.entry("db.ports.1", "0x1F"),
                        Map.entry("day", "2024-01-01"),
                        Map.entry("yes", "true"),
                        Map.entry("none", ""),
                        Map.entry("pem", "a\nb\n"));
    }

    @Test
    void json_numbers_keep_every_digit() throws LookupException {
        String json = "[{\"name\": \"a\\/b\", \"big\": 12345678901234567890, \"e\": 1.50}, true, null]";

        assertThat(fetch(SopsSource.builder().file("s.json").build(), json))
                .containsExactly(
                        Map.entry("0.name", "a/b"),
                        Map.entry("0.big", "12345678901234567890"),
                        Map.entry("0.e", "1.50"),
                        Map.entry("1", "true"),
                        Map.entry("2", ""));
    }

    @Test
    void variables_are_addressed_by_name() throws LookupException {
        assertThat(fetch(SopsSource.builder().file("x").format(" DotEnv ").build(), "A='1'\nB=2\n"))
                .containsExactly(Map.entry("A", "1"), Map.entry("B", "2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3cret",
                "1: s3cret",
                "a.b: s3cret",
                "{a: {b: s3cret}, a: {b: s3cret}}",
                "a: [s3cret",
                "&x [*x]",
                "? [k]\n: s3cret"
            })
    void what_cannot_be_addressed_is_refused_without_showing_it(String yaml) {
        assertThatThrownBy(() -> fetch(SopsSource.builder().file("s.yaml").build(), yaml))
                .isInstanceOfSatisfying(
                        LookupException.class,
                        e -> assertThat(e.definition()).contains(KeyPath.of("secret_providers", "sops", "s")))
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @CsvSource({"'', '', file", "s.txt, '', format", "s.yaml, binary, format", "s.yaml, ini, format"})
    void a_definition_that_cannot_work_is_refused_before_anything_runs(String file, String format, String key) {
        SopsSource source = SopsSource.builder().file(file).format(format).build();

        assertThatThrownBy(() -> fetch(source, ""))
                .isInstanceOfSatisfying(
                        LookupException.class,
                        e -> assertThat(e.definition()).contains(KeyPath.of("secret_providers", "sops", "s", key)));
        assertThat(calls).isEmpty();
    }

    private Map<String, String> fetch(SopsSource source, String output) throws LookupException {
        World world = World.builder().processes(new Printing(output)).build();
        Environment environment = new Environment(Map.of(), FOLDER, FOLDER);
        return new Sops(source, KeyPath.of("secret_providers", "sops", "s"), FOLDER)
                .fetch(new Commands(world, Duration.ofMinutes(1)), environment);
    }

    private final class Printing implements ProcessRunner {
        private final String output;

        Printing(String output) {
            this.output = output;
        }

        @Override
        public CompletableFuture<Integer> run(Command command, OutputListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<Finished> capture(Command command, int maxBytes) {
            calls.add(command.arguments());
            return CompletableFuture.completedFuture(new Finished(0, output, ""));
        }
    }
}
