package dev.haloy.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The program as a whole. */
@Command(
        name = "haloy",
        synopsisSubcommandLabel = "COMMAND",
        header = "Deploy one haloy.yaml to many servers, and hear the truth about what happened.",
        footer = {
            "",
            "haloy COMMAND --help says more.",
            "",
            "Start here:",
            "  haloy demo                             three servers and a deployment, all on this machine",
            "  haloy server add prod.example.com      keep a server's token",
            "  haloy deploy --target production       deploy one target of ./haloy.yaml"
        })
final class RootCommand {
    @Mixin
    @SuppressWarnings("UnusedVariable") // The option parser reads it.
    private final HelpOption help = new HelpOption();
}
