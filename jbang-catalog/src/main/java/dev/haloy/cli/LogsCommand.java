package dev.haloy.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.Selection;
import dev.haloy.client.ContainerLine;
import dev.haloy.client.LogOptions;
import dev.haloy.operate.LogFollowing;
import dev.haloy.operate.LogListener;
import dev.haloy.operate.TargetLog;
import dev.haloy.resolve.ResolvedTarget;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what containers print. */
@Command(
        name = "logs",
        header = "Show what the containers of targets print, and go on showing it.",
        description = "A stream that breaks is opened again, also when a new deployment replaces the containers.",
        footer = {
            "",
            "Exit status:",
            "  0    everything there was is shown",
            "  1    a server cannot be asked, or no container runs",
            "  2    wrong usage or configuration",
            "  130  interrupted"
        })
final class LogsCommand extends TargetTask {
    @Option(
            names = "--tail",
            order = 20,
            paramLabel = "LINES",
            defaultValue = "100",
            description = "How many of the last lines of each container to begin with; 100 by default.")
    private int tail = 100;

    @Option(names = "--no-follow", order = 21, description = "Show what there is, and end.")
    private boolean noFollow;

    @Option(
            names = "--container",
            order = 22,
            paramLabel = "ID",
            description = "One container, by its id or the beginning of it; the newest by default.")
    private Optional<String> container = Optional.empty();

    @Option(names = "--all-containers", order = 23, description = "Every container of the app.")
    private boolean allContainers;

    @Option(names = "--raw", order = 24, description = "The lines exactly as printed, with nothing in front of them.")
    private boolean raw;

    LogsCommand(Session session) {
        super("logs", session);
    }

    @Override
    int run() {
        LogOptions options = options();
        Selection selection = targets.of(project()).includingProtected();
        List<String> keys =
                selection.targets().stream().map(ResolvedTarget::key).toList();
        LogLines lines = new LogLines(console(), keys, allContainers, raw);
        if (noFollow) {
            return show(selection.logs(options), lines);
        }
        if (output.events()) {
            return follow(selection, options, new LogEvents(console(), output));
        }
        if (!raw && !output.quiet()) {
            say(Style.Tone.INFO, "following " + String.join(", ", keys) + "; Ctrl-C ends it");
        }
        return follow(selection, options, lines);
    }

    private LogOptions options() {
        if (output.json() && !output.events() && !noFollow) {
            throw new UsageException(
                    "One JSON object is made of what there is: --output json goes with --no-follow; --output jsonl follows.");
        }
        if (allContainers && container.isPresent()) {
            throw new UsageException("--container and --all-containers exclude each other.");
        }
        if (tail < 1) {
            throw new UsageException("--tail must be 1 or more; servers take anything less for 100.");
        }
        return new LogOptions(tail, container, allContainers);
    }

    private int show(List<TargetLog> logs, LogLines lines) {
        int exit = logs.stream().allMatch(log -> log.problem().isEmpty()) ? ExitStatus.DONE : ExitStatus.FAILED;
        if (output.json()) {
            answer(json(logs, exit));
            return exit;
        }
        for (TargetLog log : logs) {
            log.lines().forEach(line -> lines.line(log.target(), line));
            lines.ended(log.target(), log.problem());
        }
        return exit;
    }

    @SuppressWarnings("try") // The watch is there to be closed.
    private int follow(Selection selection, LogOptions options, LogListener listener) {
        AtomicBoolean interrupted = new AtomicBoolean();
        try (LogFollowing following = selection.followLogs(options, listener);
                Interrupts.Watch watch = session().interrupts().onInterrupt(() -> {
                    interrupted.set(true);
                    following.close();
                })) {
            List<String> failed = session().world().await(following.end());
            int exit = failed.isEmpty() ? ExitStatus.DONE : ExitStatus.FAILED;
            return interrupted.get() ? Trouble.EXIT_INTERRUPTED : exit;
        }
    }

    private static ObjectNode json(List<TargetLog> logs, int exit) {
        ObjectNode json = Json.object("logs").put("exitStatus", exit);
        ArrayNode array = json.putArray("targets");
        for (TargetLog log : logs) {
            ObjectNode target = array.addObject()
                    .put("target", log.target())
                    .put("app", log.app())
                    .put("server", log.server());
            ArrayNode lines = target.putArray("lines");
            for (ContainerLine line : log.lines()) {
                lines.addObject().put("containerId", line.containerId()).put("line", line.line());
            }
            log.problem().ifPresent(problem -> target.put("problem", problem));
        }
        return json;
    }
}
