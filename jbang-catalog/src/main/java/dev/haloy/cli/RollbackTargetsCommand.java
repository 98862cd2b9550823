package dev.haloy.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.Project;
import dev.haloy.client.DeploymentId;
import dev.haloy.operate.RollbackTarget;
import dev.haloy.operate.RollbackTargets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

/** Lists what can be gone back to. */
@Command(
        name = "rollback-targets",
        header = "List the versions that servers have kept of each target.",
        footer = {
            "",
            "Exit status:",
            "  0    every server answered",
            "  1    a server did not answer",
            "  2    wrong usage or configuration"
        })
final class RollbackTargetsCommand extends TargetTask {
    RollbackTargetsCommand(Session session) {
        super("rollback-targets", session);
    }

    @Override
    int run() {
        Project project = project();
        List<RollbackTargets> all = targets.of(project).includingProtected().rollbackTargets();
        boolean answered = all.stream().allMatch(each -> each.problem().isEmpty());
        int exit = answered ? ExitStatus.DONE : ExitStatus.FAILED;
        if (output.json()) {
            answer(json(all, exit));
        } else {
            print(all, project);
        }
        return exit;
    }

    private void print(List<RollbackTargets> all, Project project) {
        Style style = console().outStyle();
        Screen screen = new Screen(console(), 0);
        Table table = new Table("TARGET", "DEPLOYMENT", "IMAGE", "DEPLOYED", "");
        all.forEach(each -> each.versions().forEach(version -> table.row(row(each, version, style))));
        if (all.stream().anyMatch(each -> !each.versions().isEmpty())) {
            screen.print(table.lines(style));
        }
        for (RollbackTargets each : all) {
            Optional<String> where = Optional.of(each.target());
            each.problem()
                    .ifPresent(problem -> ProgressLine.block(
                                    Style.Tone.ERROR, where, problem.lines().toList())
                            .forEach(screen::print));
            if (each.problem().isEmpty() && !isAnyPossible(each)) {
                screen.print(ProgressLine.of(Style.Tone.INFO, where, "nothing to go back to on " + each.server()));
            }
        }
        all.stream()
                .filter(RollbackTargetsCommand::isAnyPossible)
                .findFirst()
                .ifPresent(each -> screen.print(ProgressLine.of(
                        Style.Tone.INFO,
                        "to go back: " + config.command("rollback DEPLOYMENT", project, each.target()))));
    }

    private static boolean isAnyPossible(RollbackTargets targets) {
        return targets.versions().stream().anyMatch(RollbackTarget::isPossible);
    }

    private List<String> row(RollbackTargets targets, RollbackTarget version, Style style) {
        return List.of(
                targets.target(),
                version.id().value(),
                version.image().orElse(style.dash()),
                version.deployedAt().map(this::ago).orElse(style.dash()),
                version.obstacle().or(version::warning).orElse(""));
    }

    private String ago(Instant moment) {
        return Durations.ago(moment, session().world().clock().instant());
    }

    private static ObjectNode json(List<RollbackTargets> all, int exit) {
        ObjectNode json = Json.object("rollback-targets").put("exitStatus", exit);
        ArrayNode array = json.putArray("targets");
        for (RollbackTargets each : all) {
            ObjectNode target = array.addObject()
                    .put("target", each.target())
                    .put("app", each.app())
                    .put("server", each.server());
            ArrayNode versions = target.putArray("versions");
            each.versions().forEach(version -> versions.add(json(version)));
            each.problem().ifPresent(problem -> target.put("problem", problem));
        }
        return json;
    }

    private static ObjectNode json(RollbackTarget version) {
        DeploymentId id = version.id();
        ObjectNode json = Json.object()
                .put("deploymentId", id.value())
                .put("running", version.isRunning())
                .put("possible", version.isPossible());
        version.image().ifPresent(image -> json.put("image", image));
        version.deployedAt().ifPresent(at -> json.put("deployedAt", at.toString()));
        version.obstacle().ifPresent(obstacle -> json.put("obstacle", obstacle));
        version.warning().ifPresent(warning -> json.put("warning", warning));
        return json;
    }
}
