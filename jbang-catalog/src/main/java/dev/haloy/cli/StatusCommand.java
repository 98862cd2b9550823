package dev.haloy.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.operate.TargetStatus;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks what runs. */
@Command(
        name = "status",
        header = "Ask the servers what they run of each target.",
        footer = {
            "",
            "Exit status:",
            "  0    every server answered and knows its app",
            "  1    a server did not answer, or an app is not there",
            "  2    wrong usage or configuration"
        })
final class StatusCommand extends Task {
    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Mixin
    private final TargetOptions targets = new TargetOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Option(names = "--exit-code", order = 20, description = "Exit with 1 as well if anything is not running.")
    private boolean strict;

    StatusCommand(Session session) {
        super("status", session);
    }

    @Override
    boolean answersInJson() {
        return output.json();
    }

    @Override
    int run() {
        List<TargetStatus> all =
                targets.of(config.load(session())).includingProtected().status();
        boolean fine = all.stream().allMatch(strict ? TargetStatus::isRunning : StatusCommand::isThere);
        int exit = fine ? ExitStatus.DONE : ExitStatus.FAILED;
        if (output.json()) {
            answer(json(all, exit));
        } else {
            print(all);
        }
        return exit;
    }

    private static boolean isThere(TargetStatus status) {
        return status.problem().isEmpty() && status.deploymentId().isPresent();
    }

    private void print(List<TargetStatus> all) {
        Style style = console().outStyle();
        Table table = new Table("TARGET", "APP", "SERVER", "STATE", "DEPLOYMENT", "CONTAINERS", "DOMAINS");
        for (TargetStatus each : all) {
            table.row(List.of(
                    each.target(),
                    each.app(),
                    each.server(),
                    each.problem().isPresent() ? "no answer" : each.state().equals("none") ? "not there" : each.state(),
                    each.deploymentId().map(id -> id.value()).orElse(style.dash()),
                    each.containerIds().isEmpty()
                            ? style.dash()
                            : Integer.toString(each.containerIds().size()),
                    each.domains().isEmpty() ? style.dash() : String.join(", ", each.domains())));
        }
        Screen screen = new Screen(console(), 0);
        screen.print(table.lines(style));
        for (TargetStatus each : all) {
            each.problem()
                    .ifPresent(problem -> ProgressLine.block(
                                    Style.Tone.ERROR,
                                    Optional.of(each.target()),
                                    problem.lines().toList())
                            .forEach(screen::print));
        }
    }

    private static ObjectNode json(List<TargetStatus> all, int exit) {
        ObjectNode json = Json.object("status").put("exitStatus", exit);
        ArrayNode targets = json.putArray("targets");
        for (TargetStatus each : all) {
            ObjectNode target = targets.addObject()
                    .put("target", each.target())
                    .put("app", each.app())
                    .put("server", each.server())
                    .put("state", each.state())
                    .put("running", each.isRunning());
            each.deploymentId().ifPresent(id -> target.put("deploymentId", id.value()));
            target.set("containerIds", Json.strings(each.containerIds()));
            target.set("domains", Json.strings(each.domains()));
            each.problem().ifPresent(problem -> target.put("problem", problem));
        }
        return json;
    }
}
