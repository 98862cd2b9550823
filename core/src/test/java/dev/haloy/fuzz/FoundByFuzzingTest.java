package dev.haloy.fuzz;

import dev.haloy.config.LoadedConfig.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that the fuzzer ({@code -Pfuzz}) came across and that are worth keeping: each ends as every file does. */
class FoundByFuzzingTest {
    @TempDir
    Path folder;

    static Stream<Path> found() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/fuzz"))) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("found")
    void what_was_found_once_is_never_found_again(Path file) throws IOException {
        String name = file.getFileName().toString();
        Format format = Format.valueOf(name.substring(name.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT));

        Judge.judge(new Corpus.Sample(format, Files.readAllBytes(file)), folder);
    }
}
