package dev.haloy.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.haloy.config.LoadedConfig.Format;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** The three readers, and everything behind them, under a fuzzer that looks which branches an input takes. */
class ReaderFuzz {
    @TempDir
    static Path folder;

    @MethodSource("yamlSeeds")
    @FuzzTest(maxDuration = "10m")
    void yaml(byte[] input) throws IOException {
        judge(Format.YAML, input);
    }

    @MethodSource("jsonSeeds")
    @FuzzTest(maxDuration = "10m")
    void json(byte[] input) throws IOException {
        judge(Format.JSON, input);
    }

    @MethodSource("tomlSeeds")
    @FuzzTest(maxDuration = "10m")
    void toml(byte[] input) throws IOException {
        judge(Format.TOML, input);
    }

    private static void judge(Format format, byte[] input) throws IOException {
        Judge.judge(new Corpus.Sample(format, input), folder);
    }

    static Stream<byte[]> yamlSeeds() {
        return seeds(Format.YAML);
    }

    static Stream<byte[]> jsonSeeds() {
        return seeds(Format.JSON);
    }

    static Stream<byte[]> tomlSeeds() {
        return seeds(Format.TOML);
    }

    private static Stream<byte[]> seeds(Format format) {
        return Corpus.samples().stream()
                .filter(sample -> sample.format() == format)
                .map(Corpus.Sample::bytes);
    }
}
