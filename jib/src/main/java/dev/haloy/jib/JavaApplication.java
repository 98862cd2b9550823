package dev.haloy.jib;

import dev.haloy.world.World;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A Java application on its way to become an image. Each method gives a new object; nothing is read before {@link #base}. */
public final class JavaApplication {
    private final Path content;
    private final List<Path> libraries;
    private final Optional<String> mainClass;
    private final List<String> jvmFlags;
    private final List<String> arguments;
    private final String name;
    private final Optional<Path> cache;

    private JavaApplication(
            Path content,
            List<Path> libraries,
            Optional<String> mainClass,
            List<String> jvmFlags,
            List<String> arguments,
            String name,
            Optional<Path> cache) {
        this.content = content;
        this.libraries = List.copyOf(libraries);
        this.mainClass = mainClass;
        this.jvmFlags = List.copyOf(jvmFlags);
        this.arguments = List.copyOf(arguments);
        this.name = name;
        this.cache = cache;
    }

    static JavaApplication of(Path content) {
        return new JavaApplication(
                content,
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                "java-application:latest",
                Optional.empty());
    }

    /** More jars for its class path, in this order after the application. They get a layer of their own, as they change less often. */
    public JavaApplication libraries(List<Path> jars) {
        return new JavaApplication(content, jars, mainClass, jvmFlags, arguments, name, cache);
    }

    /** The class to run. By default what the manifest of the jar names, or the one class of the folder that can be run. */
    public JavaApplication mainClass(String className) {
        return new JavaApplication(content, libraries, Optional.of(className), jvmFlags, arguments, name, cache);
    }

    /** Options for {@code java}, such as {@code -Xmx256m}. They are readable by everybody who has the image. */
    public JavaApplication jvmFlags(String... flags) {
        return new JavaApplication(content, libraries, mainClass, List.of(flags), arguments, name, cache);
    }

    /** Arguments for the application. They are readable by everybody who has the image. */
    public JavaApplication arguments(String... words) {
        return new JavaApplication(content, libraries, mainClass, jvmFlags, List.of(words), name, cache);
    }

    /**
     * The name that stands in the archive; {@code java-application:latest} by default. Matters only for servers too old to take layers,
     * which load the image under this name: give it the one that the configuration has.
     */
    public JavaApplication named(String reference) {
        return new JavaApplication(content, libraries, mainClass, jvmFlags, arguments, reference, cache);
    }

    /** The folder for what can be used again next time; by default {@code jib} in Haloy's cache folder. */
    public JavaApplication cache(Path folder) {
        return new JavaApplication(content, libraries, mainClass, jvmFlags, arguments, name, Optional.of(folder));
    }

    /**
     * Makes the image, here and now: blocks for some seconds with a new base, for about one with a base that it knows. No registry is asked,
     * and no network used.
     *
     * @param tar an image with a Java runtime whose {@code java} is on its {@code PATH}, as {@code docker save} writes it
     * @throws dev.haloy.image.ImageException if the application or the base cannot be used; the message says why
     */
    public JavaImage base(Path tar) {
        return JavaImage.madeBy(new Recipe(this, tar, cache.orElseGet(JavaApplication::usualCache)));
    }

    private static Path usualCache() {
        return World.system().environment().cacheDirectory().resolve("jib");
    }

    Path content() {
        return content;
    }

    List<Path> libraries() {
        return libraries;
    }

    Optional<String> mainClass() {
        return mainClass;
    }

    String name() {
        return name;
    }

    /** What is run, with everything before the class path and after the main class. */
    List<String> command(List<String> what) {
        List<String> words = new ArrayList<>(List.of("java"));
        words.addAll(jvmFlags);
        words.addAll(what);
        words.addAll(arguments);
        return words;
    }
}
