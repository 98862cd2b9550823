package dev.haloy.cli;

import dev.haloy.Selection;
import dev.haloy.deploy.DeployEvent;
import dev.haloy.deploy.DeployResult;
import dev.haloy.world.World;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/** One deployment with a person, a CI job or a program looking on. */
final class DeployRun {
    private final Session session;
    private final OutputOptions output;
    private final boolean serverLogs;
    private final UnaryOperator<String> statusCommand;

    /**
     * Deploys in this session.
     *
     * @param statusCommand the command that asks for the status of a target
     */
    DeployRun(Session session, OutputOptions output, boolean serverLogs, UnaryOperator<String> statusCommand) {
        this.session = session;
        this.output = output;
        this.serverLogs = serverLogs;
        this.statusCommand = statusCommand;
    }

    /** Deploys, shows it, and gives the exit status. */
    @SuppressWarnings("try") // The watch is there to be closed.
    int run(Selection selection) {
        // With JSON, standard output belongs to the object; people may still follow on standard error.
        Console shown = output.json() ? session.console().outToErr() : session.console();
        int width = selection.targets().stream()
                .mapToInt(target -> target.key().length())
                .max()
                .orElse(0);
        Screen screen = new Screen(shown, width);
        Running running = new Running(session.world());
        try (ConsoleRenderer renderer =
                        new ConsoleRenderer(screen, session.world(), shown.live(), output.quiet(), serverLogs);
                Interrupts.Watch watch = session.interrupts().onInterrupt(() -> interrupt(running, screen))) {
            DeployResult result = running.deploy(selection.on(DeployEvent.class, renderer));
            renderer.close();
            if (output.json()) {
                Json.print(session.console().out(), DeployJson.of(result));
            }
            screen.print(new Summary(shown.outStyle(), serverLogs && !output.quiet(), statusCommand).lines(result));
            return result.exitCode();
        }
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

        DeployResult deploy(Selection selection) {
            CompletableFuture<DeployResult> run = selection
                    .on(DeployEvent.RunStarted.class, event -> started.set(true))
                    .on(DeployEvent.RunFinished.class, event -> over.complete(event.result()))
                    .deployAsync();
            run.whenComplete(this::end);
            cancelled.thenRun(() -> run.cancel(true));
            return world.await(over);
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
