package dev.haloy.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hostile files. Whatever is in one, it ends in a model or in located problems, with an effort that its size bounds.
 *
 * <p>Every input comes from a seed, and a failure names it: {@code -Dhaloy.fuzz.seed=17} runs that one alone and prints it.
 * {@code -Dhaloy.fuzz.inputs=1000000} runs more than the usual four thousand, {@code -Dhaloy.fuzz.first=4000} others.
 */
class ReaderFuzzTest {
    private static final long INPUTS = Long.getLong("haloy.fuzz.inputs", 4_000);
    private static final long FIRST = Long.getLong("haloy.fuzz.first", 0);
    private static final int CHUNK = 250;

    @TempDir
    Path folder;

    static Stream<Long> chunks() {
        Long only = Long.getLong("haloy.fuzz.seed");
        return only != null
                ? Stream.of(only)
                : LongStream.range(0, (INPUTS + CHUNK - 1) / CHUNK).mapToObj(chunk -> FIRST + chunk * CHUNK);
    }

    @ParameterizedTest
    @MethodSource("chunks")
    void every_input_ends_in_a_model_or_in_located_problems(long first) throws IOException {
        boolean alone = Long.getLong("haloy.fuzz.seed") != null;
        for (long seed = first; seed < first + (alone ? 1 : CHUNK); seed++) {
            Corpus.Sample input = new Mutation(seed).input();
            if (alone) {
                System.out.println(input.format() + "\n" + new String(input.bytes(), StandardCharsets.UTF_8));
            }
            try {
                Judge.judge(input, folder);
            } catch (AssertionError | RuntimeException | StackOverflowError | OutOfMemoryError e) {
                throw new AssertionError("-Dhaloy.fuzz.seed=" + seed + " (" + input.format() + "): " + e, e);
            }
        }
    }
}
