package dev.haloy.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** What every command that does something understands. */
final class DebugOption {
    @Option(names = "--debug", order = 99, description = "Show where an error comes from.")
    private boolean debug;

    @Option(
            names = "--annotations",
            order = 98,
            paramLabel = "KIND",
            description =
                    "github: also mark on standard error what went wrong, as GitHub's jobs show it; none. By default"
                            + " github where GITHUB_ACTIONS is true.")
    private Optional<Marks> marks = Optional.empty();

    /** Who reads along. */
    enum Marks {
        /** Nobody. */
        none,
        /** GitHub's jobs. */
        github
    }

    Console marking(Console console) {
        return marks.map(kind -> console.marking(kind == Marks.github)).orElse(console);
    }

    boolean isSet() {
        return debug;
    }
}
