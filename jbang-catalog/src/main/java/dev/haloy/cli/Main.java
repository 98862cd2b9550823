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

    private Main() {}

    /** Runs one command and ends the process with its exit status. */
    public static void main(String... args) {
        Optional<String> help = Help.wanted(args);
        if (help.isPresent()) {
            ProcessConsole.printUtf8(help.get());
            return;
        }
        World world = journalled(World.system());
        if (SENDING.contains(args[0])) {
            Preparation.begin(world);
        }
        Session session = new Session(world, ProcessConsole.of(world.environment()), new ProcessInterrupts());
        System.exit(Cli.run(session, args));
    }

    /** The command line keeps its journals, so that a run can be gone on with after a crash or Ctrl-C. */
    private static World journalled(World world) {
        Path folder =
                EnvFiles.forCommands(world.environment()).clientDirectory().resolve("runs");
        return world.but().runs(RunStore.in(folder)).build();
    }
}
