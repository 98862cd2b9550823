package dev.haloy.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of the project, by their paths from its root. */
final class ProjectFiles {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private ProjectFiles() {}

    static Path root() {
        return ROOT;
    }

    static Path at(String path) {
        return ROOT.resolve(path);
    }

    static String read(String path) {
        return read(at(path));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files below a folder, in the order of their paths. */
    static List<Path> below(String folder) {
        try (Stream<Path> files = Files.walk(at(folder))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
