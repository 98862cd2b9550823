package dev.haloy.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What end-to-end tests need of a machine. A test is skipped where something is missing, and fails if the property {@code
 * haloy.require} (names separated by commas) asks for it.
 */
final class Needs {
    private static final String NEWER = "25";

    private Needs() {}

    /** The libraries of JBang; {@code jbang} in {@code haloy.require}. */
    static Path jbang() {
        shell();
        Optional<Path> lib = property("haloy.jbang.lib").filter(Needs::hasJars);
        return orSkip("jbang", lib, "build the module examples/jbang first");
    }

    /** The JDK this runs on. */
    static Path runningJdk() {
        return Path.of(System.getProperty("java.home"));
    }

    /**
     * A JDK 25: the one that the property {@code haloy.jdk25} names, else the running one, else one that is installed beside
     * it; {@code jdk25} in {@code haloy.require}.
     */
    static Path jdk25() {
        Optional<Path> candidate = property("haloy.jdk25").or(Needs::installed);
        return orSkip("jdk25", candidate.filter(Needs::isNewer), "name one by -Dhaloy.jdk25=FOLDER");
    }

    /** A shell as people on Linux and macOS have it. */
    static void shell() {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        orSkip("shell", windows ? Optional.empty() : Optional.of(Path.of("bash")), "these tests work in bash");
    }

    private static Optional<Path> property(String name) {
        return Optional.ofNullable(System.getProperty(name))
                .filter(text -> !text.isBlank())
                .map(Path::of);
    }

    private static Path orSkip(String name, Optional<Path> found, String advice) {
        List<String> required =
                Arrays.asList(System.getProperty("haloy.require", "").split(",", -1));
        if (required.contains(name)) {
            assertThat(found).as("%s is required: %s", name, advice).isPresent();
        }
        assumeTrue(found.isPresent(), () -> "no " + name + ": " + advice);
        return found.orElseThrow();
    }

    private static Optional<Path> installed() {
        Path running = runningJdk();
        if (isNewer(running)) {
            return Optional.of(running);
        }
        return Optional.ofNullable(running.getParent()).flatMap(Needs::newerBelow);
    }

    private static Optional<Path> newerBelow(Path folder) {
        try (Stream<Path> jdks = Files.list(folder)) {
            return jdks.filter(Needs::isNewer).sorted().findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isNewer(Path jdk) {
        Path release = jdk.resolve("release");
        try {
            return Files.isExecutable(jdk.resolve("bin").resolve("javac"))
                    && Files.isRegularFile(release)
                    && Files.readString(release).contains("JAVA_VERSION=\"" + NEWER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hasJars(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.getFileName().toString().startsWith("jbang-cli"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
