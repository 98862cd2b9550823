package dev.haloy.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Asked by the scripts of {@link CompletionCommand}: prints what the last of the words could become, one candidate a line. */
@Command(name = "__complete", hidden = true, header = "Print what the last word could become.")
final class CompleteCommand extends Task {
    @Parameters(arity = "0..*", paramLabel = "WORD", description = "The words typed so far, after --.")
    private List<String> words = new ArrayList<>();

    CompleteCommand(Session session) {
        super("__complete", session);
    }

    @Override
    int run() {
        new Completion(Cli.commands(session()), session())
                .candidates(words)
                .forEach(console().out()::println);
        console().out().flush();
        return ExitStatus.DONE;
    }
}
