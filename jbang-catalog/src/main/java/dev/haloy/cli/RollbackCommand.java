package dev.haloy.cli;

import dev.haloy.Project;
import dev.haloy.Selection;
import dev.haloy.client.DeploymentId;
import dev.haloy.deploy.DeployEvent;
import dev.haloy.deploy.EarlierVersion;
import dev.haloy.resolve.ResolvedTarget;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings an earlier version back. */
@Command(
        name = "rollback",
        header = "Bring an earlier version of targets back and wait until each server has confirmed it.",
        description = {
            "The version comes back with the settings it had; secrets and variables are read as they are today. Hooks are not run.",
            "haloy rollback-targets lists the versions that servers have kept."
        },
        footer = {
            "",
            "Exit status: as for haloy deploy.",
            "",
            "Examples:",
            "  haloy rollback 01m82m7wcrngesmzy16p6w673s --target production",
            "  haloy rollback --previous --all"
        })
final class RollbackCommand extends TargetTask {
    @Parameters(paramLabel = "DEPLOYMENT", arity = "0..1", description = "The deployment to bring back.")
    private Optional<String> deployment = Optional.empty();

    @Mixin
    private final SecretOption secrets = new SecretOption();

    @Mixin
    private final LockOption lock = new LockOption();

    @Option(names = "--include-protected", order = 3, description = "With --all: protected targets too.")
    private boolean includeProtected;

    @Option(
            names = "--previous",
            order = 20,
            description =
                    "Bring back what ran before, of each target. Versions that are known to have failed are passed over.")
    private boolean previous;

    @Option(
            names = "--no-logs",
            order = 22,
            description = "Do not show what the servers say meanwhile. Waits all the same.")
    private boolean noLogs;

    RollbackCommand(Session session) {
        super("rollback", session);
    }

    @Override
    int run() {
        if (deployment.isPresent() == previous) {
            throw new UsageException(
                    "Name the deployment to bring back, or say --previous. haloy rollback-targets lists them.");
        }
        if (includeProtected && !targets.all()) {
            throw new UsageException(
                    "--include-protected goes with --all; a target named by --target is taken anyway.");
        }
        EarlierVersion version =
                deployment.map(id -> EarlierVersion.of(new DeploymentId(id))).orElseGet(EarlierVersion::previous);
        Project project = lock.given(secrets.given(project(), session()), session());
        Selection chosen = targets.of(project);
        Selection selection = includeProtected ? chosen.includingProtected() : chosen;
        List<String> keys =
                selection.targets().stream().map(ResolvedTarget::key).toList();
        return new DeployRun(session(), output, !noLogs, target -> config.command("status", project, target))
                .reportingAs("rollback")
                .run(
                        keys,
                        listener -> selection
                                .on(DeployEvent.class, listener)
                                .versions()
                                .rollback(version)
                                .runAsync());
    }
}
