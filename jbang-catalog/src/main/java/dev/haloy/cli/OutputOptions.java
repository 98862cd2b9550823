package dev.haloy.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Option;

/** How a command answers. */
final class OutputOptions {
    /** Who reads the answer. */
    enum Format {
        /** People. */
        human,
        /** Programs. */
        json,
        /** Programs that read while it happens. */
        jsonl
    }

    /** How much is said on the way. */
    enum Loudness {
        /** Nothing but trouble. */
        QUIET,
        /** What a person wants to follow. */
        USUAL,
        /** Also what is only wanted when something is looked for. */
        VERBOSE
    }

    @Option(
            names = "--output",
            order = 90,
            paramLabel = "FORMAT",
            defaultValue = "human",
            description =
                    "human (the default); json: one object on standard output and nothing else there; jsonl: one object"
                            + " per line, events as they happen and the result last.")
    private Format format = Format.human;

    @Option(
            names = {"-q", "--quiet"},
            order = 91,
            description = "Say nothing but the result and what went wrong.")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            order = 92,
            description = "Say more: times, and what servers tell besides.")
    private boolean verbose;

    /** Whether programs read the answer. */
    boolean json() {
        return format != Format.human;
    }

    /** Whether they read while it happens. */
    boolean events() {
        return format == Format.jsonl;
    }

    boolean quiet() {
        return quiet;
    }

    Loudness loudness() {
        return quiet ? Loudness.QUIET : verbose ? Loudness.VERBOSE : Loudness.USUAL;
    }

    /** Prints an object: over several lines if it is the only one, else on one. */
    void print(Console console, JsonNode node) {
        if (events()) {
            Json.printLine(console.out(), node);
        } else {
            Json.print(console.out(), node);
        }
    }
}
