package dev.haloy.cli;

import dev.haloy.deploy.DeployResult;
import dev.haloy.deploy.TargetResult;
import dev.haloy.verdict.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The end of a run: a table with one verdict per target, and a last line that says it all. */
final class Summary {
    private final Style style;
    private final boolean logsWereShown;
    private final UnaryOperator<String> statusCommand;
    private final Aim aim;

    /** Says at the end which command asks for the status of a target. */
    Summary(Style style, boolean logsWereShown, UnaryOperator<String> statusCommand, Aim aim) {
        this.aim = aim;
        this.style = style;
        this.logsWereShown = logsWereShown;
        this.statusCommand = statusCommand;
    }

    List<String> lines(DeployResult result) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.addAll(table(result).lines(style));
        if (!logsWereShown) {
            result.targets().forEach(each -> lines.addAll(containerLog(each)));
        }
        lines.add("");
        result.runProblems().forEach(problem -> lines.add(style.mark(Style.Tone.ERROR) + " " + Visible.line(problem)));
        lines.add(lastLine(result));
        result.inconsistency().ifPresent(what -> lines.add("  " + Visible.line(what)));
        unknown(result).forEach(lines::add);
        if (!result.deliveries().isEmpty()) {
            lines.add("  " + style.dim("images: " + ImageLines.traffic(result.bytesSent(), result.bytesSaved())));
        }
        return lines;
    }

    private Table table(DeployResult result) {
        Table table = new Table("TARGET", "SERVER", "TOOK", "VERDICT");
        for (TargetResult each : result.targets()) {
            table.row(
                    Verdict.tone(each.outcome()),
                    List.of(
                            each.target(),
                            each.server(),
                            each.took().isZero() ? style.dash() : Verdict.time(each.took()),
                            Verdict.headline(each.outcome())));
        }
        return table;
    }

    private List<String> containerLog(TargetResult result) {
        Outcome outcome = result.outcome() instanceof Outcome.RolledBack back ? back.because() : result.outcome();
        if (!(outcome instanceof Outcome.Failed failed) || failed.containerLog().isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("What the containers of " + Visible.line(result.target()) + " printed last:");
        // Never at the beginning of a line: a CI job could take it for a command.
        failed.containerLog().forEach(line -> lines.add(style.mark(Style.Tone.OUTPUT) + " " + Visible.line(line)));
        return lines;
    }

    private String lastLine(DeployResult result) {
        boolean onlyUnknown = !result.isDone()
                && result.failed().isEmpty()
                && !result.unknown().isEmpty();
        Style.Tone tone = result.isDone() ? Style.Tone.SUCCESS : onlyUnknown ? Style.Tone.UNKNOWN : Style.Tone.ERROR;
        long accepted = result.targets().stream()
                .filter(each -> each.outcome() instanceof Outcome.Accepted)
                .count();
        String text = (result.cancelled() ? "Interrupted. " : "")
                + (accepted > 0 ? Count.of(accepted, "request was", "requests were") + " taken and not followed; " : "")
                + deployed(result);
        return style.mark(tone) + " " + style.bold(text + " (" + Verdict.time(result.took()) + ")");
    }

    private String deployed(DeployResult result) {
        int deployed = result.succeeded().size();
        long counted = result.targets().stream()
                .filter(each -> !each.outcome().equals(new Outcome.Skipped(Outcome.Reason.PROTECTED)))
                .count();
        return deployed + " of " + aim.reached(counted);
    }

    private List<String> unknown(DeployResult result) {
        return result.unknown().stream()
                .map(each -> "  "
                        + style.dim("find out about " + Visible.line(each.target()) + ": "
                                + Visible.line(statusCommand.apply(each.target()))))
                .toList();
    }
}
