package dev.haloy.cli;

import dev.haloy.Project;
import dev.haloy.deploy.DeployEvent;
import dev.haloy.deploy.RunSummary;
import dev.haloy.deploy.Runs;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks on. */
@Command(
        name = "attach",
        header = "Follow what still goes on at the servers, to its end.",
        description = {
            "For a deployment that was detached, interrupted or lost its terminal. Sends nothing, runs no hooks, and leaves",
            "the run as it is: haloy resume goes on with it."
        },
        footer = {
            "",
            "Exit status: as for haloy deploy.",
            "",
            "Examples:",
            "  haloy deploy --all --detach && haloy attach"
        })
final class AttachCommand extends Task {
    @Parameters(
            paramLabel = "RUN",
            arity = "0..1",
            description = "The run, as haloy runs lists it; the newest one with something to follow by default.")
    private Optional<String> runId = Optional.empty();

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Option(names = "--no-logs", order = 22, description = "Do not show what the servers say meanwhile.")
    private boolean noLogs;

    AttachCommand(Session session) {
        super("attach", session);
    }

    @Override
    boolean answersInJson() {
        return output.json();
    }

    @Override
    int run() {
        RunSummary summary = summary(new Runs(session().world().runs()));
        Project project = config.load(session());
        return new DeployRun(session(), output, !noLogs, target -> config.statusCommand(project, target))
                .run(
                        List.copyOf(summary.unwatched().keySet()),
                        listener -> project.on(DeployEvent.class, listener).attachAsync(summary.runId()));
    }

    private RunSummary summary(Runs runs) {
        if (runId.isPresent()) {
            return runs.get(runId.get());
        }
        return runs.list().stream()
                .filter(run -> !run.unwatched().isEmpty())
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> new UsageException(
                        "There is nothing to follow: the end of everything that was sent from this machine is known."));
    }
}
