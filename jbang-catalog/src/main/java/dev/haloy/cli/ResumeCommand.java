package dev.haloy.cli;

import dev.haloy.Project;
import dev.haloy.deploy.DeployEvent;
import dev.haloy.deploy.DeployPolicy;
import dev.haloy.deploy.RunSummary;
import dev.haloy.deploy.Runs;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Goes on. */
@Command(
        name = "resume",
        header = "Go on with a deployment that was interrupted.",
        description = {
            "The servers are asked about everything that was sent and has no outcome. What was deployed is not deployed",
            "again; what was not sent is sent now, unless the configuration has changed since. The run keeps the policy it was",
            "begun with; gates that are still to open must be given again."
        },
        footer = {"", "Exit status: as for haloy deploy."})
final class ResumeCommand extends Task {
    @Parameters(
            paramLabel = "RUN",
            arity = "0..1",
            description = "The run, as haloy runs lists it; the newest one by default.")
    private Optional<String> runId = Optional.empty();

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Mixin
    private final GateOptions gates = new GateOptions();

    @Mixin
    private final SecretOption secrets = new SecretOption();

    @Mixin
    private final LockOption lock = new LockOption();

    @Option(names = "--no-logs", order = 22, description = "Do not show what the servers say meanwhile.")
    private boolean noLogs;

    ResumeCommand(Session session) {
        super("resume", session);
    }

    @Override
    boolean answersInJson() {
        return output.json();
    }

    @Override
    int run() {
        RunSummary summary = summary(new Runs(session().world().runs()));
        if (!summary.isOpen()) {
            throw new UsageException("Run " + summary.runId() + " is over: every target has its outcome.");
        }
        DeployPolicy policy =
                DeployPolicy.builder().gates(gates.gates(session())).build();
        Project plain = config.load(session()).withPolicy(policy);
        Project project = lock.given(secrets.given(plain, session()), session());
        return new DeployRun(session(), output, !noLogs, target -> config.statusCommand(project, target))
                .run(
                        summary.targets(),
                        listener -> project.on(DeployEvent.class, listener).resumeAsync(summary.runId()));
    }

    private RunSummary summary(Runs runs) {
        if (runId.isPresent()) {
            return runs.get(runId.get());
        }
        return runs.list().stream()
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> new UsageException("Nothing was deployed from this machine yet."));
    }
}
