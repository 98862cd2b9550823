package dev.haloy.jib;

import com.google.cloud.tools.jib.api.MainClassFinder;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import dev.haloy.image.ImageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * What comes on top of the base.
 *
 * @param layers the libraries, if there are any, and the application. Times of files are left out, so that only their bytes count
 * @param entrypoint what a container runs
 */
record Contents(List<FileEntriesLayer> layers, List<String> entrypoint) {
    private static final String JAR = "/app/application.jar";
    private static final String CLASSES = "/app/classes";
    private static final String LIBRARIES = "/app/libraries/";

    static Contents of(JavaApplication application) {
        try {
            return Files.isDirectory(application.content()) ? ofClasses(application) : ofJar(application);
        } catch (IOException | UncheckedIOException e) {
            throw new ImageException(
                    "The application " + application.content() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Contents ofJar(JavaApplication application) throws IOException {
        Path jar = application.content();
        if (!Files.isRegularFile(jar)) {
            throw new ImageException(
                    "There is neither a jar nor a folder of classes at " + jar + "; build the application first");
        }
        Optional<String> declared = declaredMainClass(jar);
        if (application.mainClass().isEmpty() && declared.isEmpty()) {
            throw new ImageException(
                    "The manifest of " + jar + " names no Main-Class; say which one with mainClass(..)");
        }
        FileEntriesLayer layer = FileEntriesLayer.builder()
                .setName("application")
                .addEntry(jar, AbsoluteUnixPath.get(JAR))
                .build();
        boolean runsAsItIs =
                application.libraries().isEmpty() && application.mainClass().isEmpty();
        return runsAsItIs
                ? new Contents(List.of(layer), application.command(List.of("-jar", JAR)))
                : with(
                        application,
                        layer,
                        JAR,
                        application.mainClass().or(() -> declared).orElseThrow());
    }

    private static Optional<String> declaredMainClass(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return Optional.ofNullable(file.getManifest())
                    .map(manifest -> manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS));
        }
    }

    private static Contents ofClasses(JavaApplication application) throws IOException {
        FileEntriesLayer layer = FileEntriesLayer.builder()
                .setName("application")
                .addEntryRecursive(application.content(), AbsoluteUnixPath.get(CLASSES))
                .build();
        String mainClass = application.mainClass().isPresent()
                ? application.mainClass().get()
                : onlyMainClass(application.content());
        return with(application, layer, CLASSES, mainClass);
    }

    private static String onlyMainClass(Path classes) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            MainClassFinder.Result found = MainClassFinder.find(
                    files.filter(Files::isRegularFile).sorted().toList(), event -> {});
            return switch (found.getType()) {
                case MAIN_CLASS_FOUND -> found.getFoundMainClass();
                case MULTIPLE_MAIN_CLASSES ->
                    throw new ImageException("Several classes in " + classes + " can be run: "
                            + String.join(
                                    ", ",
                                    found.getFoundMainClasses().stream()
                                            .sorted()
                                            .toList())
                            + "; say which one with mainClass(..)");
                case MAIN_CLASS_NOT_FOUND ->
                    throw new ImageException(
                            "No class in " + classes + " has a main method; say which one to run with mainClass(..)");
            };
        }
    }

    private static Contents with(JavaApplication application, FileEntriesLayer layer, String where, String mainClass) {
        List<String> classPath = new ArrayList<>(List.of(where));
        FileEntriesLayer.Builder libraries = FileEntriesLayer.builder().setName("libraries");
        Set<String> names = new LinkedHashSet<>();
        for (Path jar : application.libraries()) {
            String name = String.valueOf(jar.getFileName());
            if (!Files.isRegularFile(jar) || !names.add(name)) {
                throw new ImageException("The library " + jar + " is "
                        + (names.contains(name) ? "not the only one of this name" : "no file"));
            }
            libraries.addEntry(jar, AbsoluteUnixPath.get(LIBRARIES + name));
            classPath.add(LIBRARIES + name);
        }
        List<FileEntriesLayer> layers = names.isEmpty() ? List.of(layer) : List.of(libraries.build(), layer);
        return new Contents(layers, application.command(List.of("-cp", String.join(":", classPath), mainClass)));
    }
}
