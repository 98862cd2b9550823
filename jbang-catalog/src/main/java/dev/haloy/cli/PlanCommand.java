package dev.haloy.cli;

import dev.haloy.Project;
import dev.haloy.deploy.Plan;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks, and changes nothing. */
@Command(
        name = "plan",
        header = "Show what the servers run and what a deployment would do, without doing it.",
        footer = {
            "",
            "Exit status:",
            "  0    it could be done; with --detailed-exitcode: and nothing would change",
            "  1    something stands in the way, such as a server that does not answer",
            "  2    wrong usage or configuration",
            "  4    only with --detailed-exitcode: something would change, or may",
            "",
            "What runs is known from the journals of deployments that were made from here. What somebody else has",
            "deployed, an image that is built anew and a tag that moves, such as latest, count as changes; values of",
            "secrets and variables are not compared."
        })
final class PlanCommand extends TargetTask {
    @Mixin
    private final SecretOption secrets = new SecretOption();

    @Mixin
    private final PolicyOptions policy = new PolicyOptions();

    @Mixin
    private final GateOptions gates = new GateOptions();

    @Option(
            names = "--out",
            order = 20,
            paramLabel = "FILE",
            description = "Write the plan down, for haloy deploy --plan FILE. It holds no secret.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--detailed-exitcode",
            order = 21,
            description = "End with 4 if anything would change, and with 0 only if nothing would.")
    private boolean detailed;

    PlanCommand(Session session) {
        super("plan", session);
    }

    @Override
    int run() {
        Project plain =
                project().withPolicy(policy.builder().gates(gates.gates()).build());
        Plan plan = targets.of(secrets.given(plain, session())).plan();
        int exit = exitStatus(plan);
        out.ifPresent(file -> PlanFile.of(file, session()).write(plan));
        if (output.json()) {
            answer(PlanJson.of("plan", plan, exit));
        } else {
            new PlanView(console()).show(plan);
        }
        return exit;
    }

    private int exitStatus(Plan plan) {
        if (!plan.obstacles().isEmpty()) {
            return ExitStatus.FAILED;
        }
        return detailed && plan.hasChanges() ? ExitStatus.CHANGES : ExitStatus.DONE;
    }
}
