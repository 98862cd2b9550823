package dev.haloy.cli;

import dev.haloy.world.World;
import java.util.Optional;

/** The program. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit status. */
    public static void main(String... args) {
        Optional<String> help = Help.wanted(args);
        if (help.isPresent()) {
            ProcessConsole.printUtf8(help.get());
            return;
        }
        World world = World.system();
        Session session = new Session(world, ProcessConsole.of(world.environment()), new ProcessInterrupts());
        System.exit(Cli.run(session, args));
    }
}
