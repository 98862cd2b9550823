package dev.haloy.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The commands about known servers. */
@Command(
        name = "server",
        synopsisSubcommandLabel = "COMMAND",
        description = "Keep the tokens of servers on this machine.",
        commandListHeading = "%nCommands:%n")
final class ServerGroup {
    @Mixin
    private final CommonOptions common = new CommonOptions();
}
