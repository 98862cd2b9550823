package dev.haloy.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.Selection;
import dev.haloy.operate.TargetStatus;
import dev.haloy.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
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
            "  2    wrong usage or configuration",
            "  130  --watch was ended"
        })
final class StatusCommand extends TargetTask {
    private static final Duration USUAL_INTERVAL = Duration.ofSeconds(5);

    @Option(names = "--exit-code", order = 20, description = "Exit with 1 as well if anything is not running.")
    private boolean strict;

    @Option(
            names = "--watch",
            order = 21,
            description = "Ask again and again, and show it whenever something has changed. Ctrl-C ends it.")
    private boolean watch;

    @Option(
            names = "--interval",
            order = 22,
            paramLabel = "TIME",
            description = "With --watch: how long to wait in between, such as 10s; 5s by default.")
    private Optional<String> interval = Optional.empty();

    StatusCommand(Session session) {
        super("status", session);
    }

    @Override
    int run() {
        Selection selection = targets.of(project()).includingProtected();
        return watch ? watch(selection) : show(selection.status());
    }

    @SuppressWarnings("try") // The watch is there to be closed.
    private int watch(Selection selection) {
        if (output.json() && !output.events()) {
            throw new UsageException(
                    "--watch answers many times: --output jsonl goes with it, --output json does not.");
        }
        Duration pause = interval.map(Durations::parse).orElse(USUAL_INTERVAL);
        CompletableFuture<Boolean> over = session().world().newFuture();
        try (Interrupts.Watch interrupt = session().interrupts().onInterrupt(() -> over.complete(true))) {
            List<TargetStatus> shown = List.of();
            while (!over.isDone()) {
                List<TargetStatus> now = selection.status();
                if (!now.equals(shown)) {
                    show(now);
                    shown = now;
                }
                pause(pause, over);
            }
            return Trouble.EXIT_INTERRUPTED;
        }
    }

    private void pause(Duration duration, CompletableFuture<Boolean> over) {
        World world = session().world();
        CompletableFuture<Boolean> pause = world.newFuture();
        world.loop().schedule(() -> pause.complete(true), duration.toMillis(), TimeUnit.MILLISECONDS);
        over.thenAccept(pause::complete);
        world.await(pause);
    }

    private int show(List<TargetStatus> all) {
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
