package dev.haloy.cli;

import dev.haloy.Selection;
import dev.haloy.deploy.DeployEvent;
import dev.haloy.deploy.DeployResult;
import dev.haloy.resolve.ResolvedTarget;
import dev.haloy.world.World;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** One deployment with a person, a CI job or a program looking on. */
final class DeployRun {
    private final Session session;
    private final OutputOptions output;
    private final boolean serverLogs;
    private final UnaryOperator<String> statusCommand;
    private final String command;

    /**
     * Deploys in this session.
     *
     * @param statusCommand the command that asks for the status of a target
     */
    DeployRun(Session session, OutputOptions output, boolean serverLogs, UnaryOperator<String> statusCommand) {
        this(session, output, serverLogs, statusCommand, "deploy");
    }

    private DeployRun(
            Session session,
            OutputOptions output,
            boolean serverLogs,
            UnaryOperator<String> statusCommand,
            String command) {
        this.session = session;
        this.output = output;
        this.serverLogs = serverLogs;
        this.statusCommand = statusCommand;
        this.command = command;
    }

    /** The same, called by another name in JSON. */
    DeployRun reportingAs(String name) {
        return new DeployRun(session, output, serverLogs, statusCommand, name);
    }

    /** Deploys, shows it, and gives the exit status. */
    int run(Selection selection) {
        List<String> keys =
                selection.targets().stream().map(ResolvedTarget::key).toList();
        return run(keys, listener -> selection.on(DeployEvent.class, listener).deployAsync());
    }

    /** Shows what is started here, and gives the exit status. */
    @SuppressWarnings("try") // The watch is there to be closed.
    int run(List<String> keys, Function<Consumer<DeployEvent>, CompletableFuture<DeployResult>> start) {
        // With JSON, standard output belongs to the object; people may still follow on standard error.
        Console shown = output.json() ? session.console().outToErr() : session.console();
        Aim aim = command.equals("rollback") ? Aim.ROLLBACK : Aim.DEPLOY;
        EventLines words = new EventLines(serverLogs, output.loudness() == OutputOptions.Loudness.VERBOSE, aim);
        int width = keys.stream().mapToInt(String::length).max().orElse(0);
        Screen screen = new Screen(shown, width);
        Running running = new Running(session.world());
        try (ConsoleRenderer renderer =
                        new ConsoleRenderer(screen, session.world(), shown.live(), output.loudness(), words);
                Interrupts.Watch watch = session.interrupts().onInterrupt(() -> interrupt(running, screen))) {
            DeployResult result = running.follow(start, renderer.andThen(this::tell));
            renderer.close();
            if (output.json()) {
                output.print(session.console(), DeployJson.of(command, result));
            }
            annotate(result);
            screen.print(
                    new Summary(shown.outStyle(), serverLogs && !output.quiet(), statusCommand, aim).lines(result));
            if (result.cancelled() && !output.json()) {
                screen.print(ProgressLine.of(Style.Tone.INFO, "to go on with it: haloy resume " + result.runId()));
            }
            return result.exitCode();
        }
    }

    private void tell(DeployEvent event) {
        if (output.events() && !(event instanceof DeployEvent.RunFinished)) {
            output.print(session.console(), EventJson.of(event));
        }
        if (event instanceof DeployEvent.Warned warned) {
            new Annotations(session.console()).warning(warned.target().orElse("haloy"), warned.message());
        }
    }

    private void annotate(DeployResult result) {
        Annotations annotations = new Annotations(session.console());
        result.runProblems().forEach(problem -> annotations.error("haloy", problem));
        result.targets().stream()
                .filter(each -> Verdict.tone(each.outcome()).isTrouble())
                .forEach(each -> annotations.error(
                        each.target() + " on " + each.server(), String.join("\n", Verdict.lines(each.outcome()))));
    }

    private static void interrupt(Running running, Screen screen) {
        screen.print(ProgressLine.of(
                Style.Tone.WARNING, "interrupted: starting nothing new, asking what goes on at the servers"));
        running.cancel();
    }

    /** A deployment that can be cancelled and still tells its result. */
    private static final class Running {
        private final World world;
        private final CompletableFuture<DeployResult> over;
        private final AtomicBoolean started = new AtomicBoolean();
        private final CompletableFuture<Void> cancelled = new CompletableFuture<>();

        Running(World world) {
            this.world = world;
            this.over = world.newFuture();
        }

        DeployResult follow(
                Function<Consumer<DeployEvent>, CompletableFuture<DeployResult>> start,
                Consumer<DeployEvent> renderer) {
            CompletableFuture<DeployResult> run = start.apply(renderer.andThen(this::hear));
            run.whenComplete(this::end);
            cancelled.thenRun(() -> run.cancel(true));
            return world.await(over);
        }

        private void hear(DeployEvent event) {
            if (event instanceof DeployEvent.RunStarted) {
                started.set(true);
            } else if (event instanceof DeployEvent.RunFinished finished) {
                over.complete(finished.result());
            }
        }

        private void end(DeployResult result, Throwable problem) {
            Throwable cause = problem instanceof CompletionException ? problem.getCause() : problem;
            if (cause == null) {
                over.complete(result);
            } else if (!(cause instanceof CancellationException) || !started.get()) {
                over.completeExceptionally(cause);
            }
            // A cancelled run that had begun says itself how it ended.
        }

        void cancel() {
            cancelled.complete(null);
        }
    }
}
