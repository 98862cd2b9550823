package dev.haloy.cli;

import picocli.CommandLine.Option;

/** How a command answers. */
final class OutputOptions {
    /** Who reads the answer. */
    enum Format {
        /** People. */
        human,
        /** Programs. */
        json
    }

    @Option(
            names = "--output",
            order = 90,
            paramLabel = "FORMAT",
            defaultValue = "human",
            description = "human (the default) or json: one object on standard output and nothing else there.")
    private Format format = Format.human;

    @Option(
            names = {"-q", "--quiet"},
            order = 91,
            description = "Say nothing but the result and what went wrong.")
    private boolean quiet;

    boolean json() {
        return format == Format.json;
    }

    boolean quiet() {
        return quiet;
    }
}
