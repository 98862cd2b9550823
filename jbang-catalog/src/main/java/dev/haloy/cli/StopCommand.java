package dev.haloy.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.Selection;
import dev.haloy.operate.StopFailedException;
import dev.haloy.operate.StopOptions;
import dev.haloy.operate.StopResult;
import dev.haloy.resolve.ResolvedTarget;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Stops apps. */
@Command(
        name = "stop",
        header = "Stop the apps of targets, and wait until the servers show it.",
        footer = {
            "",
            "Exit status:",
            "  0    every app is stopped",
            "  1    a server refused or cannot be asked",
            "  2    wrong usage or configuration; nothing was sent to any server",
            "  3    nothing failed, but a server did not show in time that it is done"
        })
final class StopCommand extends TargetTask {
    @Option(names = "--include-protected", order = 3, description = "With --all: protected targets too.")
    private boolean includeProtected;

    @Option(
            names = {"-r", "--remove-containers"},
            order = 20,
            description = "Remove the containers as well.")
    private boolean removeContainers;

    @Option(
            names = "--remove-volumes",
            order = 21,
            description = "With --remove-containers: remove the volumes too, with everything in them.")
    private boolean removeVolumes;

    StopCommand(Session session) {
        super("stop", session);
    }

    @Override
    int run() {
        StopOptions options = options();
        Selection chosen = targets.of(project());
        Selection selection = includeProtected ? chosen.includingProtected() : chosen;
        List<ResolvedTarget> stopping = selection.targets();
        announce(stopping);
        List<StopResult> results = stop(selection, options);
        int exit = exit(results);
        if (output.json()) {
            answer(json(results, exit));
        } else {
            print(results);
        }
        return exit;
    }

    private StopOptions options() {
        if (includeProtected && !targets.all()) {
            throw new UsageException(
                    "--include-protected goes with --all; a target named by --target is stopped anyway.");
        }
        if (removeVolumes && !removeContainers) {
            throw new UsageException("--remove-volumes goes with --remove-containers.");
        }
        if (removeVolumes) {
            return StopOptions.removingVolumes();
        }
        return removeContainers ? StopOptions.removingContainers() : StopOptions.keepingEverything();
    }

    private void announce(List<ResolvedTarget> stopping) {
        if (!output.json() && !output.quiet()) {
            say(
                    Style.Tone.INFO,
                    "stopping "
                            + String.join(
                                    ", ",
                                    stopping.stream().map(ResolvedTarget::key).toList())
                            + "; a container has 20 s to end");
        }
    }

    private static List<StopResult> stop(Selection selection, StopOptions options) {
        try {
            return selection.stop(options);
        } catch (StopFailedException e) {
            return e.results();
        }
    }

    private static int exit(List<StopResult> results) {
        if (results.stream().anyMatch(result -> result.end() == StopResult.End.FAILED)) {
            return ExitStatus.FAILED;
        }
        return results.stream().allMatch(StopResult::isDone) ? ExitStatus.DONE : ExitStatus.UNKNOWN;
    }

    private void print(List<StopResult> results) {
        int width = results.stream()
                .mapToInt(result -> result.target().length())
                .max()
                .orElse(0);
        Screen screen = new Screen(console(), width);
        for (StopResult each : results) {
            ProgressLine.block(
                            tone(each),
                            Optional.of(each.target()),
                            text(each).lines().toList())
                    .forEach(screen::print);
        }
    }

    private static Style.Tone tone(StopResult result) {
        return switch (result.end()) {
            case STOPPED, REMOVED -> Style.Tone.SUCCESS;
            case FAILED -> Style.Tone.ERROR;
            case UNKNOWN -> Style.Tone.UNKNOWN;
        };
    }

    private String text(StopResult result) {
        String where = " on " + result.server();
        return switch (result.end()) {
            case STOPPED -> "stopped" + where;
            case REMOVED -> "not there any more" + where + (removeVolumes ? "; its volumes go in the background" : "");
            case FAILED -> "not stopped: " + result.problem().orElse("");
            case UNKNOWN -> "unknown: " + result.problem().orElse("");
        };
    }

    private static ObjectNode json(List<StopResult> results, int exit) {
        ObjectNode json = Json.object("stop").put("exitStatus", exit);
        ArrayNode array = json.putArray("targets");
        for (StopResult each : results) {
            ObjectNode target = array.addObject()
                    .put("target", each.target())
                    .put("app", each.app())
                    .put("server", each.server())
                    .put("end", each.end().name().toLowerCase(Locale.ROOT));
            each.problem().ifPresent(problem -> target.put("problem", problem));
        }
        return json;
    }
}
