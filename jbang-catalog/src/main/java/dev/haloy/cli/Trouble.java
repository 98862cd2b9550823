package dev.haloy.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.config.ConfigException;
import dev.haloy.deploy.RunRefusedException;
import dev.haloy.error.HaloyException;
import dev.haloy.error.Problem;
import dev.haloy.secret.SecretException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;

/** An exception as the command line tells it: a text with advice, a JSON object, and an exit status. Never a stack trace. */
final class Trouble {
    static final int EXIT_INTERRUPTED = 130;

    private final Throwable cause;

    private Trouble(Throwable cause) {
        this.cause = cause;
    }

    static Trouble of(Throwable thrown) {
        Throwable cause = thrown;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return new Trouble(cause);
    }

    int exitStatus() {
        if (cause instanceof ConfigException
                || cause instanceof SecretException
                || cause instanceof UsageException
                || cause instanceof RunRefusedException) {
            return ExitStatus.USAGE;
        }
        return cause instanceof CancellationException ? EXIT_INTERRUPTED : ExitStatus.FAILED;
    }

    private String message() {
        boolean saysItAll = cause instanceof HaloyException
                || cause instanceof UsageException
                || cause instanceof UncheckedIOException;
        if (saysItAll) {
            return String.valueOf(cause.getMessage());
        }
        if (cause instanceof CancellationException) {
            return "Cancelled.";
        }
        return "Something unexpected went wrong: " + cause + "\nRun it again with --debug to see where.";
    }

    private List<Problem> problems() {
        return cause instanceof ConfigException config ? config.problems() : List.of();
    }

    /** Prints the text. */
    void print(Console console, boolean debug) {
        boolean first = true;
        for (String line : message().lines().toList()) {
            String shown = Visible.line(line);
            console.err().println(first ? console.errStyle().mark(Style.Tone.ERROR) + " " + shown : "  " + shown);
            first = false;
        }
        if (debug) {
            cause.printStackTrace(console.err());
        }
        console.err().flush();
    }

    /** Marks it for GitHub: each problem where it is, or the trouble as a whole. */
    void annotate(Console console) {
        Annotations annotations = new Annotations(console);
        if (problems().isEmpty()) {
            annotations.error("haloy", message());
        }
        problems().forEach(annotations::problem);
    }

    /** The JSON object that stands for the result of a command that had none. */
    ObjectNode json(String command) {
        ObjectNode json = Json.object(command).put("exitStatus", exitStatus());
        ObjectNode error = json.putObject("error");
        error.put("message", message().lines().findFirst().orElse(""));
        ArrayNode problems = error.putArray("problems");
        problems().forEach(problem -> problems.add(json(problem)));
        return json;
    }

    static ObjectNode json(Problem problem) {
        ObjectNode json = Json.object()
                .put("severity", problem.severity().name().toLowerCase(Locale.ROOT))
                .put("rule", problem.rule())
                .put("path", problem.path().toString())
                .put("message", problem.message());
        problem.location()
                .ifPresent(
                        at -> json.put("file", at.file()).put("line", at.line()).put("column", at.column()));
        problem.hint().ifPresent(hint -> json.put("hint", hint));
        return json;
    }
}
