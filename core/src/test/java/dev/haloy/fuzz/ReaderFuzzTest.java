package dev.haloy.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.haloy.config.ConfigException;
import dev.haloy.config.ConfigLoader;
import dev.haloy.config.ConfigWriter;
import dev.haloy.config.LoadedConfig;
import dev.haloy.config.LoadedConfig.Format;
import dev.haloy.error.Problem;
import dev.haloy.error.SourceLocation;
import dev.haloy.resolve.Explainer;
import dev.haloy.resolve.ResolveOptions;
import dev.haloy.resolve.Resolver;
import dev.haloy.resolve.TargetSelection;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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

    /** Found problems are cut off at a thousand, and one more says how many were left out. */
    private static final int MOST_PROBLEMS = 1_001;

    private static final int LONGEST_RENDERED = 4_000;

    /** What may be allocated: something for every byte, and the most that aliases may stand for. */
    private static final long BYTES_PER_BYTE = 20_000;

    private static final long BYTES_ANYWAY = 1L << 30;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

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
                judge(input);
            } catch (AssertionError | RuntimeException | StackOverflowError | OutOfMemoryError e) {
                throw new AssertionError("-Dhaloy.fuzz.seed=" + seed + " (" + input.format() + "): " + e, e);
            }
        }
    }

    private void judge(Corpus.Sample input) throws IOException {
        Path file = folder.resolve("haloy." + input.format().name().toLowerCase(Locale.ROOT));
        Files.write(file, input.bytes());
        long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
        try {
            understood(ConfigLoader.load(file, folder));
        } catch (ConfigException e) {
            assertThat(e.problems()).isNotEmpty().hasSizeLessThanOrEqualTo(MOST_PROBLEMS);
            assertThat(e.problems()).anyMatch(Problem::isError);
            e.problems().forEach(problem -> located(problem, input.bytes().length));
        }
        long allocated = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        assertThat(allocated).as("allocated bytes").isLessThan(BYTES_ANYWAY + BYTES_PER_BYTE * input.bytes().length);
    }

    private static void located(Problem problem, int size) {
        boolean countsTheRest = problem.location().isEmpty() && problem.path().isRoot();
        assertThat(problem.location().isPresent() || countsTheRest)
                .as("%s", problem)
                .isTrue();
        problem.location().ifPresent(place -> inside(place, size));
        assertThat(problem.render()).hasSizeLessThan(LONGEST_RENDERED);
    }

    private static void inside(SourceLocation place, int size) {
        assertThat(place.line()).isBetween(1, size + 1);
        assertThat(place.column()).isBetween(1, size + 1);
        assertThat(place.length()).isPositive();
        assertThat(place.excerpt()).doesNotContain("\n", "\r");
    }

    private static void understood(LoadedConfig loaded) {
        List<Problem> problems = Resolver.validate(loaded, ResolveOptions.defaults());
        for (Problem problem : problems) {
            assertThat(problem.location().isPresent()
                            || problem.path().isRoot()
                            || loaded.locate(problem.path()).isEmpty())
                    .as("%s", problem)
                    .isTrue();
            assertThat(problem.render()).isNotEmpty().hasSizeLessThan(LONGEST_RENDERED);
        }
        if (problems.stream().noneMatch(Problem::isError)) {
            boolean single = loaded.app().targets().isEmpty();
            TargetSelection all = single ? TargetSelection.only() : TargetSelection.allIncludingProtected();
            Resolver.resolve(loaded, all, ResolveOptions.defaults())
                    .targets()
                    .forEach(target -> assertThat(Explainer.of(loaded, target, ResolveOptions.defaults())
                                    .explain("replicas")
                                    .toString())
                            .contains("replicas = " + target.replicas()));
        }
        writtenAgain(loaded);
    }

    private static void writtenAgain(LoadedConfig loaded) {
        String yaml = ConfigWriter.toYaml(loaded.app());
        LoadedConfig again = ConfigLoader.parse(yaml, Format.YAML, "again.yaml", loaded.directory());
        assertThat(again.app()).isEqualTo(loaded.app());
    }
}
