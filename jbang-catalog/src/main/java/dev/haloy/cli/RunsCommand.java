package dev.haloy.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.deploy.RunSummary;
import dev.haloy.deploy.Runs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists what was done from this machine. */
@Command(
        name = "runs",
        header = "List the deployments made from this machine, the newest first.",
        description = {
            "A run with open targets can be gone on with: haloy resume RUN; haloy attach RUN only follows what it sent."
        })
final class RunsCommand extends Task {
    @Mixin
    private final OutputOptions output = new OutputOptions();

    RunsCommand(Session session) {
        super("runs", session);
    }

    @Override
    boolean answersInJson() {
        return output.json();
    }

    @Override
    int run() {
        List<RunSummary> runs = new ArrayList<>(new Runs(session().world().runs()).list());
        Collections.reverse(runs);
        if (output.json()) {
            answer(json(runs));
        } else if (runs.isEmpty()) {
            say(Style.Tone.INFO, "nothing was deployed from this machine yet");
        } else {
            Style style = console().outStyle();
            Table table = new Table("RUN", "BEGAN", "TARGETS", "OPEN");
            for (RunSummary run : runs) {
                table.row(List.of(
                        run.runId(),
                        run.began().toString(),
                        String.join(", ", run.targets()),
                        run.isOpen() ? String.join(", ", run.open()) : style.dash()));
            }
            new Screen(console(), 0).print(table.lines(style));
        }
        return ExitStatus.DONE;
    }

    private static ObjectNode json(List<RunSummary> runs) {
        ObjectNode json = Json.object("runs").put("exitStatus", ExitStatus.DONE);
        ArrayNode array = json.putArray("runs");
        for (RunSummary run : runs) {
            ObjectNode each = array.addObject()
                    .put("runId", run.runId())
                    .put("began", run.began().toString());
            each.set("targets", Json.strings(run.targets()));
            each.set("open", Json.strings(run.open()));
            ObjectNode unwatched = each.putObject("unwatched");
            run.unwatched().forEach((target, id) -> unwatched.put(target, id.value()));
            ObjectNode outcomes = each.putObject("outcomes");
            run.outcomes().forEach((target, outcome) -> outcomes.put(target, outcome.summary()));
        }
        return json;
    }
}
