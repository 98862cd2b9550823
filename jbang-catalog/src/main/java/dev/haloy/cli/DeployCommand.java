package dev.haloy.cli;

import dev.haloy.Project;
import dev.haloy.Selection;
import dev.haloy.deploy.DeployPolicy;
import dev.haloy.deploy.OnFailure;
import dev.haloy.deploy.SavedPlan;
import java.io.IOException;
import java.nio.file.Files;
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

    @Option(names = "--keep-going", order = 23, description = "When a target fails, start the others all the same.")
    private boolean keepGoing;

    @Option(
            names = "--on-failure",
            order = 23,
            paramLabel = "WHAT",
            description =
                    "When a target fails: stop starts no other (the default); continue starts the others all the same;"
                            + " rollback brings back what ran before of targets that lost it; rollback-all brings back what ran before of"
                            + " every target, and refuses targets that could not be rolled back before anything is sent.")
    private Optional<String> onFailure = Optional.empty();

    @Option(
            names = "--deadline",
            order = 25,
            paramLabel = "TIME",
            description = "How long one target may take before its outcome counts as unknown, such as 90s or 5m; 20m by"
                    + " default.")
    private Optional<String> deadline = Optional.empty();

    @Option(
            names = "--plan",
            order = 4,
            paramLabel = "FILE",
            description = "Deploy what haloy plan --out FILE has shown; refused where anything has moved since.")
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
        Project project = secrets.given(project().withPolicy(policy()), session());
        Selection selection = plan.isPresent() ? planned(project, plan.get()) : targets.of(project);
        return new DeployRun(session(), output, !noLogs, target -> config.statusCommand(project, target))
                .run(includeProtected ? selection.includingProtected() : selection);
    }

    private Selection planned(Project project, Path file) {
        if (!targets.isOpen()) {
            throw new UsageException("--plan says which targets are meant; leave out --target and --all.");
        }
        Path path = session().world().environment().workingDirectory().resolve(file);
        try {
            return project.planned(SavedPlan.parse(Files.readString(path)));
        } catch (IOException e) {
            throw new UsageException("The plan " + path + " cannot be read: " + e.getMessage());
        }
    }

    private OnFailure onFailure() {
        if (onFailure.isPresent() && keepGoing) {
            throw new UsageException("--keep-going is --on-failure continue; say one of them.");
        }
        return switch (onFailure.orElse(keepGoing ? "continue" : "stop")) {
            case "stop" -> OnFailure.STOP_STARTING;
            case "continue" -> OnFailure.KEEP_GOING;
            case "rollback" -> OnFailure.ROLL_BACK_FAILED;
            case "rollback-all" -> OnFailure.ROLL_BACK_ALL;
            default -> throw new UsageException("--on-failure takes stop, continue, rollback or rollback-all.");
        };
    }

    private DeployPolicy policy() {
        DeployPolicy.Builder policy = DeployPolicy.builder().detach(detach).onFailure(onFailure());
        deadline.map(Durations::parse).ifPresent(policy::deadline);
        return policy.build();
    }
}
