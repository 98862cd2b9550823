package dev.haloy.cli;

import dev.haloy.deploy.DeployEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says an event of a run in lines for people. No state, no streams. */
final class EventLines {
    private static final Set<String> SHOWN_ANYWAY = Set.of("error", "logs");

    private final boolean serverLogs;
    private final boolean details;
    private final Aim aim;

    /** With or without what the servers say about a deployment, and the details they give with it. */
    EventLines(boolean serverLogs, boolean details, Aim aim) {
        this.aim = aim;
        this.serverLogs = serverLogs;
        this.details = details;
    }

    List<ProgressLine> of(DeployEvent event) {
        if (event instanceof DeployEvent.ServerSaid said) {
            return said(said);
        }
        if (event instanceof DeployEvent.HookStarted hook) {
            return List.of(ProgressLine.of(Style.Tone.INFO, hook.target(), hook.hook() + " $ " + hook.command()));
        }
        if (event instanceof DeployEvent.HookOutput output) {
            return List.of(ProgressLine.of(Style.Tone.OUTPUT, output.target(), output.line()));
        }
        if (event instanceof DeployEvent.HookFinished hook) {
            return hook.problem()
                    .map(problem -> List.of(
                            ProgressLine.of(Style.Tone.ERROR, hook.target(), hook.hook() + " failed: " + problem)))
                    .orElse(List.of());
        }
        if (event instanceof DeployEvent.TargetFinished finished) {
            return ProgressLine.block(
                    Verdict.tone(finished.outcome()), finished.target(), Verdict.lines(finished.outcome()));
        }
        List<ProgressLine> images = ImageLines.of(event);
        return images.isEmpty() ? aboutTheWay(event) : images;
    }

    private List<ProgressLine> aboutTheWay(DeployEvent event) {
        if (event instanceof DeployEvent.RunStarted started) {
            return List.of(ProgressLine.of(
                    Style.Tone.INFO,
                    aim.doing() + " " + Count.of(started.targets().size(), "target", "targets") + ": "
                            + String.join(", ", started.targets())));
        }
        if (event instanceof DeployEvent.WaveStarted wave) {
            return List.of(ProgressLine.of(
                    Style.Tone.INFO,
                    "wave " + wave.wave() + " of " + wave.waves() + ": " + String.join(", ", wave.targets())));
        }
        if (event instanceof DeployEvent.GateStarted gate) {
            return List.of(ProgressLine.of(
                    Style.Tone.INFO, "asking the gate '" + gate.gate() + "' after wave " + gate.wave()));
        }
        if (event instanceof DeployEvent.GateOutput output) {
            return List.of(ProgressLine.of(Style.Tone.OUTPUT, output.line()));
        }
        if (event instanceof DeployEvent.GateFinished gate) {
            return List.of(gate.problem()
                    .map(problem -> ProgressLine.of(
                            Style.Tone.ERROR, "the gate '" + gate.gate() + "' did not open: " + problem))
                    .orElse(ProgressLine.of(Style.Tone.INFO, "the gate '" + gate.gate() + "' is open")));
        }
        if (event instanceof DeployEvent.ServerChecked checked) {
            return List.of(
                    ProgressLine.of(Style.Tone.QUIET, checked.server() + " answers, haloyd " + checked.version()));
        }
        if (event instanceof DeployEvent.DeploymentAccepted accepted) {
            return List.of(
                    ProgressLine.of(Style.Tone.INFO, accepted.target(), "the server took it as " + accepted.id()));
        }
        if (event instanceof DeployEvent.GoingBack back) {
            return List.of(ProgressLine.of(Style.Tone.INFO, back.target(), "going back to " + back.to()));
        }
        if (event instanceof DeployEvent.Waiting waiting) {
            return List.of(ProgressLine.of(
                    Style.Tone.QUIET,
                    waiting.target(),
                    "waiting " + Verdict.time(waiting.duration()) + ": " + waiting.reason()));
        }
        if (event instanceof DeployEvent.RetryScheduled retry) {
            return List.of(ProgressLine.of(
                    Style.Tone.WARNING,
                    retry.target(),
                    retry.what() + ": " + retry.reason() + "; attempt " + retry.attempt() + " in "
                            + Verdict.time(retry.delay())));
        }
        if (event instanceof DeployEvent.Warned warned) {
            return ProgressLine.block(
                    Style.Tone.WARNING,
                    warned.target(),
                    warned.message().lines().toList());
        }
        return List.of();
    }

    private List<ProgressLine> said(DeployEvent.ServerSaid said) {
        if (!serverLogs) {
            return List.of();
        }
        Style.Tone tone = switch (said.level()) {
            case "ERROR" -> Style.Tone.ERROR;
            case "WARN" -> Style.Tone.WARNING;
            default -> Style.Tone.OUTPUT;
        };
        List<ProgressLine> lines = new ArrayList<>();
        lines.add(ProgressLine.of(tone, said.target(), text(said)));
        containerLog(said.fields()).forEach(line -> lines.add(ProgressLine.of(tone, said.target(), "  " + line)));
        return lines;
    }

    private String text(DeployEvent.ServerSaid said) {
        String text = said.message() + field(said.fields(), "error", ": ");
        return details ? text + details(said.fields()) : text;
    }

    private static String details(Map<String, String> fields) {
        return fields.entrySet().stream()
                .filter(each -> !SHOWN_ANYWAY.contains(each.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .map(each -> "  " + each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining());
    }

    private static String field(Map<String, String> fields, String name, String before) {
        return Optional.ofNullable(fields.get(name))
                .filter(value -> !value.isBlank())
                .map(value -> before + value.strip())
                .orElse("");
    }

    private static List<String> containerLog(Map<String, String> fields) {
        return field(fields, "logs", "").lines().filter(line -> !line.isBlank()).toList();
    }
}
