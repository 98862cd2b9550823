package dev.haloy.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Spec;

/** A command that does something: runs, and turns what goes wrong into a text or an object, and an exit status. */
abstract class Task implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("UnusedVariable") // The option parser reads it.
    private final HelpOption help = new HelpOption();

    @Mixin
    private final DebugOption debug = new DebugOption();

    @Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    private final String name;
    private final Session session;

    Task(String name, Session session) {
        this.name = name;
        this.session = session;
    }

    @Override
    public final Integer call() {
        try {
            return run();
        } catch (RuntimeException | StackOverflowError e) {
            Trouble trouble = Trouble.of(e);
            if (answersInJson()) {
                answer(trouble.json(name).put("exitStatus", exitStatus(trouble)));
            }
            trouble.print(console(), debug.isSet());
            trouble.annotate(console());
            return exitStatus(trouble);
        }
    }

    /** What trouble means for the exit status. */
    int exitStatus(Trouble trouble) {
        return trouble.exitStatus();
    }

    /** Does the work and gives the exit status. */
    abstract int run();

    /** Whether the answer is one JSON object. */
    boolean answersInJson() {
        return false;
    }

    final Session session() {
        return session.on(debug.marking(session.console()));
    }

    final Console console() {
        return session().console();
    }

    /** Prints the JSON object of this command, on one line where lines were asked for. */
    final void answer(ObjectNode json) {
        CommandLine.Model.OptionSpec output = spec.findOption("--output");
        if (output != null && output.getValue() == OutputOptions.Format.jsonl) {
            Json.printLine(console().out(), json);
        } else {
            Json.print(console().out(), json);
        }
    }

    final void say(Style.Tone tone, String text) {
        new Screen(console(), 0).print(ProgressLine.of(tone, text));
    }
}
