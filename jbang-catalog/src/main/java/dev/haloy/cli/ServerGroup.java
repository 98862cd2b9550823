package dev.haloy.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The commands about known servers. */
@Command(name = "server", synopsisSubcommandLabel = "COMMAND", header = "Keep the tokens of servers on this machine.")
final class ServerGroup {
    @Mixin
    @SuppressWarnings("UnusedVariable") // The option parser reads it.
    private final HelpOption help = new HelpOption();
}
