package dev.haloy.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.testkit.RehearsalReport;
import dev.haloy.testkit.RehearsedRun;

/** The JSON object of {@code rehearse}. */
final class RehearsalJson {
    private RehearsalJson() {}

    static ObjectNode of(RehearsalReport report) {
        ObjectNode json = Json.object("rehearse")
                .put("runs", report.runs())
                .put("firstSeed", report.firstSeed())
                .put("faults", report.faults())
                .put("good", report.isGood());
        ObjectNode outcomes = json.putObject("outcomes");
        report.outcomes().forEach((target, counts) -> {
            ObjectNode each = outcomes.putObject(target);
            counts.forEach(each::put);
        });
        json.put("medianMillis", report.median().toMillis());
        json.putObject("longest")
                .put("seed", report.longest().seed())
                .put("millis", report.longest().took().toMillis());
        json.putObject("mostDown")
                .put("seed", report.mostDown().seed())
                .put("replicas", report.mostDown().replicasDown());
        ArrayNode bad = json.putArray("badRuns");
        report.badRuns().forEach(run -> bad.add(of(run, false)));
        return json;
    }

    static ObjectNode of(RehearsedRun run, boolean full) {
        ObjectNode json = Json.object()
                .put("seed", run.seed())
                .put("good", run.isGood())
                .put("millis", run.took().toMillis())
                .put("replicasDown", run.replicasDown());
        json.set("problems", Json.strings(run.problems()));
        ArrayNode targets = json.putArray("targets");
        run.result()
                .ifPresent(result -> result.targets()
                        .forEach(target -> targets.addObject()
                                .put("target", target.target())
                                .put("outcome", Verdict.word(target.outcome()))
                                .put("summary", target.outcome().summary())));
        if (full) {
            ArrayNode journal = json.putArray("journal");
            run.journal().forEach(line -> journal.add(Json.parse(line)));
            json.put("history", run.history());
        }
        return json;
    }
}
