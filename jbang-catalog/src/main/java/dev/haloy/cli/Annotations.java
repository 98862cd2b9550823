package dev.haloy.cli;

import dev.haloy.error.Problem;
import dev.haloy.error.SourceLocation;
import java.util.Optional;

/** Marks for GitHub: one line for each thing that went wrong, which it shows beside the job and at the line of the file. */
final class Annotations {
    private final Console console;

    /** Marks on the standard error of this console, if GitHub reads it. */
    Annotations(Console console) {
        this.console = console;
    }

    void error(String title, String message) {
        mark("error", title, Optional.empty(), message);
    }

    void warning(String title, String message) {
        mark("warning", title, Optional.empty(), message);
    }

    void problem(Problem problem) {
        String advice = problem.hint().map(hint -> "\n" + hint).orElse("");
        mark(
                problem.isError() ? "error" : "warning",
                problem.path().toString(),
                problem.location(),
                problem.message() + advice);
    }

    private void mark(String kind, String title, Optional<SourceLocation> place, String message) {
        if (!console.github()) {
            return;
        }
        String where = place.map(at -> ",file=" + property(at.file()) + ",line=" + at.line() + ",col=" + at.column())
                .orElse("");
        console.err().println("::" + kind + " title=" + property(title) + where + "::" + data(message));
        console.err().flush();
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
