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
import dev.haloy.resolve.Mistakes;
import dev.haloy.resolve.ResolveOptions;
import dev.haloy.resolve.Resolver;
import dev.haloy.resolve.TargetSelection;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What must be true of every file, whatever is in it: it ends in a model or in located problems, with an effort that its size bounds. */
final class Judge {
    /** Found problems are cut off at a thousand, and one more says how many were left out. */
    private static final int MOST_PROBLEMS = 1_001;

    private static final int LONGEST_RENDERED = 4_000;

    /** What may be allocated: something for every byte, and the most that aliases may stand for. */
    private static final long BYTES_PER_BYTE = 20_000;

    private static final long BYTES_ANYWAY = 1L << 30;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Judge() {}

    /** Reads, resolves, explains and writes again what is in a file in this folder. */
    static void judge(Corpus.Sample input, Path folder) throws IOException {
        Path file = folder.resolve("haloy." + input.format().name().toLowerCase(Locale.ROOT));
        Files.write(file, input.bytes());
        long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
        try {
            understood(ConfigLoader.load(file, folder));
        } catch (ConfigException e) {
            assertThat(e.problems()).isNotEmpty().hasSizeLessThanOrEqualTo(MOST_PROBLEMS);
            assertThat(e.problems()).anyMatch(Problem::isError);
            e.problems().forEach(problem -> located(problem, input.bytes().length));
            assertThat(Mistakes.all(e).problems()).containsAll(e.problems());
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
