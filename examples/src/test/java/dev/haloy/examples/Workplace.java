package dev.haloy.examples;

import dev.haloy.Haloy;
import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.EmbeddedHaloyds;
import dev.haloy.embedded.http.HttpFront;
import dev.haloy.embedded.http.SelectorLoop;
import dev.haloy.secret.Secret;
import dev.haloy.world.Environment;
import dev.haloy.world.World;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A folder with a home of its own in which commands are run as a person would type them, and servers that are played on this
 * machine, over real connections. What a command leaves behind stays below the folder.
 */
final class Workplace implements AutoCloseable {
    static final String TOKEN = "t0ken-of-the-server";

    /** How much faster the servers live. */
    private static final int SPEED = 20;

    private final SelectorLoop loop = new SelectorLoop(SPEED);
    private final EmbeddedHaloyds haloyds = EmbeddedHaloyds.on(loop);
    private final Map<String, HttpFront> fronts = new LinkedHashMap<>();
    private final Path folder;
    private final Map<String, String> variables = new LinkedHashMap<>();

    /** Opens a workplace whose java, jshell and, once there, jbang are those of this JDK. */
    Workplace(Path folder, Path jdk) {
        this.folder = folder;
        variables.put("JAVA_HOME", jdk.toString());
        variables.put("HOME", mkdir("home").toString());
        variables.put(
                "PATH",
                String.join(":", mkdir("bin").toString(), jdk.resolve("bin").toString(), System.getenv("PATH")));
        variables.put("LC_ALL", "C.UTF-8");
        variables.put("HALOY_CONFIG_DIR", folder.resolve("client").toString());
    }

    /** Puts JBang where the shell finds it, with everything it keeps in this folder, and ours from the staged repository. */
    Workplace withJBang(Path lib) {
        variables.put("JBANG_LIB", lib.toString());
        variables.put("JBANG_DIR", folder.resolve("jbang").toString());
        variables.put("JBANG_REPO", System.getProperty("haloy.staged"));
        variables.put("JBANG_NO_VERSION_CHECK", "true");
        variables.put("JBANG_RUNTIME_SHELL", "bash");
        variables.put("JBANG_STDIN_NOTTY", "true");
        try (InputStream script = Workplace.class.getResourceAsStream("jbang.sh")) {
            Path program = folder.resolve("bin").resolve("jbang");
            Files.copy(Objects.requireNonNull(script), program);
            if (!program.toFile().setExecutable(true)) {
                throw new IOException(program + " cannot be made executable");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Starts a server whose token this place does not know. */
    EmbeddedHaloyd strangeServer(String name) {
        EmbeddedHaloyd haloyd = haloyds.add(name + ".test", TOKEN);
        fronts.put(name, HttpFront.listen(loop, 0, haloyd.service()));
        return haloyd;
    }

    /** Starts a server and keeps its token as {@code haloy server add} does. */
    EmbeddedHaloyd server(String name) {
        EmbeddedHaloyd haloyd = strangeServer(name);
        World world = World.system().but().environment(environment()).build();
        Haloy.servers(world).add(address(name), Secret.of(TOKEN));
        return haloyd;
    }

    private Environment environment() {
        return new Environment(variables, folder, folder.resolve("home"));
    }

    /** Where a server listens, as a configuration names it. */
    String address(String name) {
        return "localhost:" + Objects.requireNonNull(fronts.get(name), name).port();
    }

    /** Writes a file; {@code @name@} in it stands for the address of a server. */
    Workplace file(String name, String content) {
        String text = content;
        for (String server : fronts.keySet()) {
            text = text.replace("@" + server + "@", address(server));
        }
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Copies a file of the project, by its path from the project's root. */
    Workplace copyOf(String path) {
        Path source = ProjectFiles.at(path);
        try {
            Files.copy(source, folder.resolve(source.getFileName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Runs a command line here and waits for its end. */
    Finished run(String command) {
        return new Shell(folder, variables).run(folder, command);
    }

    /** Runs a command line in the root folder of the project, where it must change nothing. */
    Finished runInProject(String command) {
        return new Shell(folder, variables).run(ProjectFiles.root(), command);
    }

    private Path mkdir(String name) {
        try {
            return Files.createDirectory(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        List<HttpFront> open = new ArrayList<>(fronts.values());
        open.forEach(HttpFront::close);
        haloyds.close();
    }
}
