package dev.haloy.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.Selection;
import dev.haloy.testkit.Faults;
import dev.haloy.testkit.Property;
import dev.haloy.testkit.Rehearsal;
import dev.haloy.testkit.RehearsalReport;
import dev.haloy.testkit.RehearsedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Deploys where nothing can break. */
@Command(
        name = "rehearse",
        header = "Rehearse a deployment many times against servers in memory, with faults.",
        description = {
            "The file and the engine are the real ones; the servers are embedded haloyds, time is made up,",
            "hooks are not run and succeed, no variable and no secret is read, and small images take the place",
            "of those that would be built. Nothing is sent to any server, except by --from servers, which asks",
            "them what they run.",
            "",
            "A run is bad if an outcome is unknown, if an outcome differs from what the server really runs",
            "then or a minute later, or if a --require did not hold. A deployment that fails because of the",
            "faults is not bad by itself."
        },
        footer = {
            "",
            "Faults:",
            "  flaky-network       connections break, answers are 503, streams end",
            "  slow-network        requests are under way for up to two seconds",
            "  rate-limits         a tenth of requests is answered with 429",
            "  lost-replies        the answer to the first deployment on each server gets lost",
            "  restarts            daemons are killed in the middle of it",
            "  slow-health-checks  new containers take a while to become healthy",
            "  bad-versions        a tenth of the new versions does not work",
            "  failed-build        no image can be built",
            "  unhealthy=TARGET    the new version of a target never becomes healthy",
            "  missing-image=TARGET",
            "                      the image of a target cannot be pulled",
            "",
            "Exit status:",
            "  0    no run was bad",
            "  1    a run was bad",
            "  2    wrong usage or configuration",
            "",
            "Example:",
            "  haloy rehearse --all --faults flaky-network,restarts --require healthy=0.5"
        })
final class RehearseCommand extends TargetTask {
    /** What runs on the servers at the beginning. */
    enum From {
        /** An older version of everything. */
        previous,
        /** Nothing. */
        nothing,
        /** What the real servers run now. */
        servers
    }

    @Mixin
    private final PolicyOptions policy = new PolicyOptions();

    @Mixin
    private final GateOptions gates = new GateOptions();

    @Option(
            names = "--runs",
            order = 20,
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many runs; 1000 by default.")
    private int runs;

    @Option(
            names = "--seed",
            order = 21,
            paramLabel = "N",
            defaultValue = "1",
            description = "The seed of the first run, 1 by default; the next run has the next one.")
    private long seed;

    @Option(
            names = "--faults",
            order = 22,
            paramLabel = "FAULT",
            split = ",",
            description = "What goes wrong; may be repeated, or several separated by commas. Nothing by default.")
    private List<String> faults = new ArrayList<>();

    @Option(
            names = "--require",
            order = 23,
            paramLabel = "RULE",
            description = "What must hold at every moment: healthy=FRACTION (of the containers that worked at the"
                    + " beginning), or apart=TARGET,TARGET (never updated at once); may be repeated.")
    private List<String> rules = new ArrayList<>();

    @Option(
            names = "--from",
            order = 24,
            paramLabel = "STATE",
            defaultValue = "previous",
            description = "What runs at the beginning: previous (an older version of every target; the default),"
                    + " nothing, or servers (what the real ones run now).")
    private From from = From.previous;

    @Option(
            names = "--replay",
            order = 25,
            paramLabel = "SEED",
            description = "Show everything about the run of this seed alone, journal and servers included.")
    private Optional<Long> replay = Optional.empty();

    RehearseCommand(Session session) {
        super("rehearse", session);
    }

    @Override
    int run() {
        Rehearsal rehearsal = rehearsal();
        return replay.isPresent() ? show(rehearsal.replay(replay.get())) : show(report(rehearsal));
    }

    private Rehearsal rehearsal() {
        Selection selection = targets.of(
                project().withPolicy(policy.builder().gates(gates.gates()).build()));
        Rehearsal rehearsal = Rehearsal.of(selection);
        for (String name : faults) {
            rehearsal = rehearsal.faults(Faults.named(name)
                    .orElseThrow(() -> new UsageException(
                            "There are no faults called '" + name + "'; haloy rehearse --help lists them.")));
        }
        for (String rule : rules) {
            rehearsal = rehearsal.require(property(rule));
        }
        return switch (from) {
            case previous -> rehearsal;
            case nothing -> rehearsal.startingFromNothing();
            case servers -> rehearsal.startingFrom(selection.plan());
        };
    }

    private RehearsalReport report(Rehearsal rehearsal) {
        if (runs < 1) {
            throw new UsageException("--runs wants at least 1.");
        }
        return rehearsal.runs(runs).seed(seed).run();
    }

    private static Property property(String rule) {
        int equals = rule.indexOf('=');
        String value = rule.substring(equals + 1).strip();
        switch (equals < 0 ? "" : rule.substring(0, equals).strip().toLowerCase(Locale.ROOT)) {
            case "healthy" -> {
                double fraction = fraction(value);
                return Property.always(run -> run.healthyFraction() >= fraction).as(rule);
            }
            case "apart" -> {
                return apart(value.split("\\s*,\\s*"), rule);
            }
            default -> throw new UsageException("--require wants healthy=FRACTION or apart=TARGET,TARGET.");
        }
    }

    private static Property apart(String[] keys, String rule) {
        if (keys.length < 2) {
            throw new UsageException("--require apart= wants at least two targets, separated by commas.");
        }
        return Property.never(Property.twoOf(keys).updatingAtOnce()).as(rule);
    }

    private static double fraction(String value) {
        try {
            double fraction = Double.parseDouble(value);
            if (fraction >= 0 && fraction <= 1) {
                return fraction;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new UsageException("--require healthy= wants a number from 0 to 1.");
    }

    private int show(RehearsalReport report) {
        int exit = report.isGood() ? ExitStatus.DONE : ExitStatus.FAILED;
        if (output.json()) {
            answer(RehearsalJson.of(report).put("exitStatus", exit));
            return exit;
        }
        new Screen(console(), 0)
                .print(report.toString().lines().map(Visible::line).toList());
        if (!report.isGood() && !output.quiet()) {
            say(
                    Style.Tone.INFO,
                    "one of them in full: the same command with --replay "
                            + report.badRuns().get(0).seed());
        }
        return exit;
    }

    private int show(RehearsedRun run) {
        int exit = run.isGood() ? ExitStatus.DONE : ExitStatus.FAILED;
        if (output.json()) {
            ObjectNode json = Json.object("rehearse");
            json.setAll(RehearsalJson.of(run, true));
            answer(json.put("exitStatus", exit));
            return exit;
        }
        Screen screen = new Screen(console(), 0);
        screen.print((run + "journal\n" + String.join("\n", run.journal()).indent(2) + run.history())
                .lines()
                .map(Visible::line)
                .toList());
        return exit;
    }
}
