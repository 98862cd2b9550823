package dev.haloy.jib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An application on a base of the Java that runs this test, loaded and run by a real engine. Skipped where no engine answers, unless the
 * property {@code haloy.require} asks for {@code docker}.
 */
@Tag("docker")
class RealRuntimeTest {
    private static final Pattern LIBRARY = Pattern.compile("(/\\S+\\.so\\S*)");

    @TempDir
    Path folder;

    private record Finished(int status, String output) {}

    private Finished run(List<String> words) throws IOException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        try {
            int status = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start()
                    .waitFor();
            return new Finished(status, Files.readString(output, StandardCharsets.ISO_8859_1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private Finished docker(String... words) throws IOException {
        List<String> all = new ArrayList<>(List.of("docker"));
        all.addAll(List.of(words));
        return run(all);
    }

    private boolean answers() {
        try {
            return docker("version").status() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Since Java 24 jlink can do without jmods where the JDK was built for that, as most are. */
    private static boolean canLink() {
        return Runtime.version().feature() >= 24
                || Files.isDirectory(Path.of(System.getProperty("java.home"), "jmods"));
    }

    /** The runtime with everything that its programs are linked with. */
    private Path base() throws IOException {
        Path runtime = folder.resolve("runtime");
        ToolProvider jlink = ToolProvider.findFirst("jlink").orElseThrow();
        int status = jlink.run(
                System.out,
                System.err,
                "--add-modules",
                "java.base",
                "--strip-java-debug-attributes",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                runtime.toString());
        assertThat(status).isZero();
        BaseImage base = new BaseImage();
        Set<String> libraries = new TreeSet<>();
        try (Stream<Path> files = Files.walk(runtime)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                base.with("java/" + runtime.relativize(file), file);
                if (file.endsWith("java") || file.toString().endsWith(".so")) {
                    LIBRARY.matcher(run(List.of("ldd", file.toString())).output())
                            .results()
                            .map(found -> found.group(1))
                            .filter(library -> !library.startsWith(runtime.toString()))
                            .forEach(libraries::add);
                }
            }
        }
        libraries.forEach(library -> base.with(library.substring(1), Path.of(library)));
        return base.writeTo(folder.resolve("base.tar"));
    }

    @Test
    void a_real_engine_loads_what_is_sent_and_runs_it() throws IOException {
        boolean required =
                List.of(System.getProperty("haloy.require", "").split(",", -1)).contains("docker");
        boolean answers = answers();
        assertThat(answers || !required)
                .as("docker is required, and no engine answers")
                .isTrue();
        assumeTrue(answers, "no Docker engine answers");
        assumeTrue(canLink(), "this Java has no jmods for jlink");
        String name = "haloy-test-"
                + folder.getFileName()
                        .toString()
                        .toLowerCase(java.util.Locale.ROOT)
                        .replaceAll("[^a-z0-9]", "") + ":1";
        JavaImage image = JavaImage.of(Application.jar(folder, "Hello"))
                .arguments("hello", "world")
                .named(name)
                .cache(folder.resolve("cache"))
                .base(base());
        Path archive = folder.resolve("image.tar");
        try (InputStream in = image.open()) {
            Files.copy(in, archive, StandardCopyOption.REPLACE_EXISTING);
        }

        try {
            Finished loaded = docker("load", "-i", archive.toString());
            assertThat(loaded.status()).as("%s", loaded.output()).isZero();
            assertThat(docker("image", "inspect", "--format", "{{.Id}}", name).output())
                    .isEqualToIgnoringNewLines(image.id().toString());
            assertThat(docker("run", "--rm", name).output()).isEqualToIgnoringNewLines("Hello says hello world");
        } finally {
            docker("image", "rm", "-f", name);
        }
    }
}
