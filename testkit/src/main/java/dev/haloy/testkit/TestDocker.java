package dev.haloy.testkit;

import dev.haloy.world.ProcessRunner;
import dev.haloy.world.ProcessRunner.Command;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code docker} program of a test. Without a word here there is none, as for any other program; with one it answers, builds the
 * images it was told about, and hands them over layer by layer, so that a configuration with a {@code builder} is deployed in a test as
 * it stands:
 *
 * <pre>{@code
 * servers.docker().builds("my-app:latest", "the base", "the application");
 * servers.load("haloy.yaml").allTargets().deploy();
 * assertThat(servers.docker().ran()).contains("build my-app:latest");
 * }</pre>
 *
 * <p>Dockerfile and context must exist, as always. Safe for use by many threads.
 */
public final class TestDocker {
    private final Map<String, SavedImage> images = new LinkedHashMap<>();
    private final Map<String, String> failing = new LinkedHashMap<>();
    private final List<String> ran = new ArrayList<>();

    TestDocker() {}

    /**
     * Builds of this image succeed from now on.
     *
     * @param reference the image's name with its tag
     * @param layers what stands in its layers, lowest first; equal texts are equal layers, so a server that has one is not sent it again
     */
    public synchronized TestDocker builds(String reference, String... layers) {
        images.put(reference, SavedImage.of(reference, List.of(layers)));
        failing.remove("build " + reference);
        return this;
    }

    /** Builds of this image end with an error from now on, after this line. */
    public synchronized TestDocker failsToBuild(String reference, String line) {
        failing.put("build " + reference, line);
        return this;
    }

    /** Pushes of this image to its registry end with an error from now on, after this line. */
    public synchronized TestDocker failsToPush(String reference, String line) {
        failing.put("push " + reference, line);
        return this;
    }

    /** What it was asked to do with images and logins, in order, such as {@code build my-app:latest} or {@code push my-app:latest}. */
    public synchronized List<String> ran() {
        return List.copyOf(ran);
    }

    /** What ran, one command a line. */
    @Override
    public String toString() {
        return String.join("\n", ran());
    }

    ProcessRunner before(ProcessRunner others) {
        return new DockerProcesses(this, others);
    }

    /** Whether this command is for it. */
    synchronized boolean takes(Command command) {
        return command.arguments().get(0).equals("docker") && !(images.isEmpty() && failing.isEmpty());
    }

    /** Remembers a command, and says why it fails, if it does. */
    synchronized Optional<String> start(Command command) {
        List<String> words = command.arguments();
        String verb = words.get(1);
        if (verb.equals("version")) {
            return Optional.empty();
        }
        boolean isBuild = verb.equals("build");
        String reference = isBuild ? words.get(words.indexOf("-t") + 1) : words.get(words.size() - 1);
        String what = (verb.equals("image") ? "inspect" : verb) + " " + reference;
        ran.add(what);
        boolean unknown = isBuild && !images.containsKey(reference);
        return Optional.ofNullable(failing.get(what))
                .or(() -> unknown
                        ? Optional.of("this test says nothing of " + reference + "; servers.docker().builds(\""
                                + reference + "\", ..) does")
                        : Optional.empty());
    }

    synchronized Optional<SavedImage> image(Command command) {
        List<String> words = command.arguments();
        return Optional.ofNullable(images.get(words.get(words.size() - 1)));
    }
}
