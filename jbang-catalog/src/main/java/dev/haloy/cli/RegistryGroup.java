package dev.haloy.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The commands about the accounts that servers pull images with. */
@Command(
        name = "registry",
        synopsisSubcommandLabel = "COMMAND",
        header = "Give servers accounts of registries to pull images with.")
final class RegistryGroup {
    @Mixin
    @SuppressWarnings("UnusedVariable") // The option parser reads it.
    private final HelpOption help = new HelpOption();
}
