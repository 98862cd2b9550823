package dev.haloy.cli;

import dev.haloy.client.Preparation;
import dev.haloy.resolve.EnvFiles;
import dev.haloy.world.RunStore;
import dev.haloy.world.World;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** The program. */
public final class Main {
    /** The commands that are certain to ask a server something, if nothing is wrong with them. */
    private static final Set<String> SENDING = Set.of("deploy", "plan", "resume", "status", "stop", "logs");

    /** No longer than the JVM would wait anyway. */
    private static final long MAX_STOP_MILLIS = 300;

    private Main() {}

    /** Runs one command and ends the process with its exit status. */
    public static void main(String... args) {
        Optional<String> help = Help.wanted(args);
        if (help.isPresent()) {
            ProcessConsole.printUtf8(help.get());
            return;
        }
        Session session = session();
        if (SENDING.contains(args[0])) {
            Preparation.begin(session.world());
        }
        end(Cli.run(session, args));
    }

    /** How this process works. */
    static Session session() {
        World world = journalled(World.system());
        return new Session(world, ProcessConsole.of(world.environment()), new ProcessInterrupts());
    }

    /**
     * Ends the process. The JVM would wait 0.3 s for a thread that waits for the network, and the HTTP client of Java 17 can only be closed by
     * interrupting the one it has.
     */
    private static void end(int status) {
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("HttpClient-"))
                .forEach(Main::stop);
        System.exit(status);
    }

    private static void stop(Thread thread) {
        thread.interrupt();
        try {
            thread.join(MAX_STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The command line keeps its journals, so that a run can be gone on with after a crash or Ctrl-C. */
    private static World journalled(World world) {
        Path folder =
                EnvFiles.forCommands(world.environment()).clientDirectory().resolve("runs");
        return world.but().runs(RunStore.in(folder)).build();
    }
}
