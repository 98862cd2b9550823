package dev.haloy.cli;

import dev.haloy.Project;
import dev.haloy.Selection;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Deploys. */
@Command(
        name = "deploy",
        header = "Deploy targets and wait until each server has confirmed its new version.",
        footer = {
            "",
            "Exit status:",
            "  0    every target runs its new version",
            "  1    something failed",
            "  2    wrong usage or configuration; nothing was sent to any server",
            "  3    nothing failed, but the outcome of a target is unknown",
            "  130  interrupted",
            "",
            "Examples:",
            "  haloy deploy --target production",
            "  haloy deploy -t staging,production",
            "  haloy deploy --all --output json"
        })
final class DeployCommand extends TargetTask {
    @Mixin
    private final SecretOption secrets = new SecretOption();

    @Mixin
    private final LockOption lock = new LockOption();

    @Mixin
    private final PolicyOptions policy = new PolicyOptions();

    @Mixin
    private final GateOptions gates = new GateOptions();

    @Option(names = "--include-protected", order = 3, description = "With --all: protected targets too.")
    private boolean includeProtected;

    @Option(
            names = "--no-logs",
            order = 22,
            description = "Do not show what the servers say meanwhile. Waits all the same.")
    private boolean noLogs;

    @Option(
            names = "--detach",
            order = 24,
            description =
                    "Do not wait for a verdict: end when the servers have taken the requests. post_deploy is left out.")
    private boolean detach;

    @Option(
            names = "--plan",
            order = 4,
            paramLabel = "FILE",
            description =
                    "Deploy what haloy plan --out FILE, or promote, has shown; refused where anything has moved since.")
    private Optional<Path> plan = Optional.empty();

    DeployCommand(Session session) {
        super("deploy", session);
    }

    @Override
    int run() {
        if (includeProtected && !targets.all()) {
            throw new UsageException(
                    "--include-protected goes with --all; a target named by --target is deployed anyway.");
        }
        Project plain = project()
                .withPolicy(policy.builder()
                        .gates(gates.gates(session()))
                        .detach(detach)
                        .build());
        Project project = lock.given(secrets.given(plain, session()), session());
        Selection selection = plan.isPresent() ? planned(project, plan.get()) : targets.of(project);
        return new DeployRun(session(), output, !noLogs, target -> config.statusCommand(project, target))
                .run(includeProtected ? selection.includingProtected() : selection);
    }

    private Selection planned(Project project, Path file) {
        if (!targets.isOpen()) {
            throw new UsageException("--plan says which targets are meant; leave out --target and --all.");
        }
        return project.planned(PlanFile.of(file, session()).read());
    }
}
