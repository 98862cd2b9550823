package dev.haloy.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Optional;

/**
 * The three streams of a process and what is known about them.
 *
 * @param out standard output
 * @param err standard error
 * @param in standard input
 * @param outStyle how standard output may look
 * @param errStyle how standard error may look
 * @param live whether both outputs are a terminal on which a line can be rewritten
 * @param github whether GitHub reads along and marks what went wrong
 * @param prompt how to ask a person, if there is one
 */
record Console(
        PrintStream out,
        PrintStream err,
        InputStream in,
        Style outStyle,
        Style errStyle,
        boolean live,
        boolean github,
        Optional<Prompt> prompt) {
    /** Plain streams without a person behind them. */
    static Console plain(PrintStream out, PrintStream err, InputStream in) {
        return new Console(out, err, in, Style.PLAIN, Style.PLAIN, false, false, Optional.empty());
    }

    /** The same with everything that would go to standard output sent to standard error. */
    Console outToErr() {
        return new Console(err, err, in, errStyle, errStyle, live, github, prompt);
    }

    /** The same, with or without marks for GitHub. */
    Console marking(boolean forGithub) {
        return new Console(out, err, in, outStyle, errStyle, live, forGithub, prompt);
    }

    /** Asks a person at a terminal. */
    @FunctionalInterface
    interface Prompt {
        /** The answer, which was not shown while it was typed; empty if there was none. */
        String secret(String question);
    }
}
