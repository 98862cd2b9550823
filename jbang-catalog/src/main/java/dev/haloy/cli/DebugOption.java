package dev.haloy.cli;

import picocli.CommandLine.Option;

/** What every command that does something understands. */
final class DebugOption {
    @Option(names = "--debug", order = 99, description = "Show where an error comes from.")
    private boolean debug;

    boolean isSet() {
        return debug;
    }
}
