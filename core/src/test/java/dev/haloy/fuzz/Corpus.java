package dev.haloy.fuzz;

import dev.haloy.config.LoadedConfig.Format;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Recorded configurations to start from, good ones and bad ones. */
final class Corpus {
    /** The largest ones test limits; mutated they would only take time. */
    private static final long LARGEST = 20_000;

    private static final List<Sample> SAMPLES = read();

    /**
     * A file.
     *
     * @param format how it is written
     * @param bytes what is in it
     */
    record Sample(Format format, byte[] bytes) {}

    private Corpus() {}

    static List<Sample> samples() {
        return SAMPLES;
    }

    private static List<Sample> read() {
        try (Stream<Path> all =
                Files.walk(Path.of(Objects.requireNonNull(Corpus.class.getResource("/conformance/config"))
                        .toURI()))) {
            return all.filter(Files::isRegularFile)
                    .sorted()
                    .flatMap(file -> sample(file).stream())
                    .toList();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Sample> sample(Path file) {
        String name = file.getFileName().toString();
        try {
            return name.matches("haloy\\.(?:ya?ml|json|toml)") && Files.size(file) <= LARGEST
                    ? Optional.of(new Sample(format(name), Files.readAllBytes(file)))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Format format(String name) {
        String ending = name.substring(name.indexOf('.') + 1).toUpperCase(Locale.ROOT);
        return ending.equals("YML") ? Format.YAML : Format.valueOf(ending);
    }
}
