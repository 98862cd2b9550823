package dev.haloy.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.deploy.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
            "  0    it could be done",
            "  1    something stands in the way, such as a server that does not answer",
            "  2    wrong usage or configuration"
        })
final class PlanCommand extends TargetTask {
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

    PlanCommand(Session session) {
        super("plan", session);
    }

    @Override
    int run() {
        Plan plan = targets.of(project()
                        .withPolicy(policy.builder().gates(gates.gates()).build()))
                .plan();
        int exit = plan.obstacles().isEmpty() ? ExitStatus.DONE : ExitStatus.FAILED;
        out.ifPresent(file -> write(file, plan));
        if (output.json()) {
            answer(json(plan, exit));
            return exit;
        }
        Screen screen = new Screen(console(), 0);
        for (Plan.Step step : plan.steps()) {
            screen.print(step.toString().lines().map(Visible::line).toList());
        }
        screen.print(plan.waveLines().stream().map(Visible::line).toList());
        for (String obstacle : plan.obstacles()) {
            ProgressLine.block(
                            Style.Tone.ERROR, Optional.empty(), obstacle.lines().toList())
                    .forEach(screen::print);
        }
        return exit;
    }

    private void write(Path file, Plan plan) {
        Path path = session().world().environment().workingDirectory().resolve(file);
        try {
            Files.writeString(path, plan.saved().toJson() + "\n");
        } catch (IOException e) {
            throw new UsageException("The plan cannot be written to " + path + ": " + e.getMessage());
        }
    }

    private static ObjectNode json(Plan plan, int exit) {
        ObjectNode json = Json.object("plan").put("exitStatus", exit);
        ArrayNode targets = json.putArray("targets");
        for (Plan.Step step : plan.steps()) {
            ObjectNode target = targets.addObject()
                    .put("target", step.target())
                    .put("app", step.app())
                    .put("server", step.server());
            step.now()
                    .ifPresent(now -> target.putObject("now")
                            .put("deploymentId", now.id().value())
                            .put("state", now.state())
                            .put("containers", now.containers()));
            ObjectNode then = target.putObject("then")
                    .put("image", step.image())
                    .put("replicas", step.replicas())
                    .put("strategy", step.strategy());
            then.set("domains", Json.strings(step.domains()));
            then.set("preDeploy", Json.strings(step.preDeploy()));
            then.set("postDeploy", Json.strings(step.postDeploy()));
            step.delivery().ifPresent(delivery -> then.put("delivery", delivery));
        }
        ArrayNode waves = json.putArray("waves");
        plan.waves().forEach(wave -> waves.add(Json.strings(wave)));
        json.set("gates", Json.strings(plan.gates()));
        json.set("obstacles", Json.strings(List.copyOf(plan.obstacles())));
        return json;
    }
}
