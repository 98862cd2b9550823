package dev.haloy.cli;

import dev.haloy.Project;
import dev.haloy.Promotion;
import dev.haloy.deploy.DeployEvent;
import dev.haloy.deploy.Plan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deploys what runs elsewhere already. */
@Command(
        name = "promote",
        header = "Deploy to targets the image that runs at another one, with their own settings.",
        footer = {
            "",
            "Which image runs is known from the journal of the deployment, which must have been made from here; what",
            "somebody else has deployed is refused, and so is a tag that moves, such as latest. Nothing is built.",
            "",
            "Exit status:",
            "  0    every target runs it",
            "  1    something failed",
            "  2    wrong usage or configuration, or it is not certain what is to be promoted; nothing was sent",
            "  3    nothing failed, but the outcome of a target is unknown",
            "  130  interrupted",
            "",
            "Examples:",
            "  haloy promote staging production",
            "  haloy promote staging eu us --plan --out promotion.json",
            "  haloy deploy --plan promotion.json"
        })
final class PromoteCommand extends Task {
    @Parameters(index = "0", paramLabel = "FROM", description = "The target whose image is taken.")
    private String from = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "TO", description = "The targets that shall run it too.")
    private List<String> to = new ArrayList<>();

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Mixin
    private final SecretOption secrets = new SecretOption();

    @Mixin
    private final LockOption lock = new LockOption();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Option(names = "--plan", order = 4, description = "Show what would be deployed, and change nothing.")
    private boolean planOnly;

    @Option(
            names = "--out",
            order = 20,
            paramLabel = "FILE",
            description = "With --plan: write the plan down, for haloy deploy --plan FILE. It holds no secret.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--no-logs",
            order = 22,
            description = "Do not show what the servers say meanwhile. Waits all the same.")
    private boolean noLogs;

    PromoteCommand(Session session) {
        super("promote", session);
    }

    @Override
    boolean answersInJson() {
        return output.json();
    }

    @Override
    int run() {
        if (to.contains(from)) {
            throw new UsageException("'" + from + "' runs it already; name other targets to promote to.");
        }
        if (out.isPresent() && !planOnly) {
            throw new UsageException("--out goes with --plan.");
        }
        Project project = lock.given(secrets.given(config.load(session()), session()), session());
        if (planOnly) {
            return show(promotion(project).plan());
        }
        return new DeployRun(session(), output, !noLogs, target -> config.statusCommand(project, target))
                .reportingAs("promote")
                .run(
                        to,
                        listener -> promotion(project.on(DeployEvent.class, listener))
                                .deployAsync());
    }

    private Promotion promotion(Project project) {
        return project.promote(from).to(to.toArray(String[]::new));
    }

    private int show(Plan plan) {
        out.ifPresent(file -> PlanFile.of(file, session()).write(plan));
        int exit = plan.obstacles().isEmpty() ? ExitStatus.DONE : ExitStatus.FAILED;
        if (output.json()) {
            answer(PlanJson.of("promote", plan, exit));
        } else {
            new PlanView(console()).show(plan);
        }
        return exit;
    }
}
