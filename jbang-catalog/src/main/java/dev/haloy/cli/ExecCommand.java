package dev.haloy.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.Selection;
import dev.haloy.client.ContainerChoice;
import dev.haloy.client.ExecResult;
import dev.haloy.operate.ExecFailedException;
import dev.haloy.operate.TargetExec;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a command in containers. */
@Command(
        name = "exec",
        header = "Run a command in containers of targets, and show what it printed.",
        description = {
            "Write -- in front of the command. No shell is involved; a command may run for a minute, has no input and no",
            "terminal, and its output comes at its end."
        },
        footer = {
            "",
            "Exit status:",
            "  0    it ended with 0 everywhere",
            "  N    the first exit status of the command that was not 0, in the order of targets and containers",
            "  125  our own trouble: a server cannot be asked, no container runs, wrong usage or configuration",
            "",
            "Example:",
            "  haloy exec --target production -- printenv HOME"
        })
final class ExecCommand extends TargetTask {
    /** What programs that run programs say about trouble of their own. */
    static final int OWN_TROUBLE = 125;

    @Option(
            names = "--container",
            order = 20,
            paramLabel = "ID",
            description = "One container, by its id or the beginning of it; the newest by default.")
    private Optional<String> container = Optional.empty();

    @Option(names = "--all-containers", order = 21, description = "Every container of the app, all at the same time.")
    private boolean allContainers;

    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "Program and arguments.")
    private List<String> command = new ArrayList<>();

    ExecCommand(Session session) {
        super("exec", session);
    }

    @Override
    int exitStatus(Trouble trouble) {
        return trouble.exitStatus() == Trouble.EXIT_INTERRUPTED ? Trouble.EXIT_INTERRUPTED : OWN_TROUBLE;
    }

    @Override
    int run() {
        ContainerChoice which = which();
        Selection selection = targets.of(project()).includingProtected();
        List<TargetExec> results = selection.containers().tryExec(which, command.toArray(String[]::new));
        int exit = exit(results);
        if (output.json()) {
            answer(json(results, exit));
        } else {
            print(results);
        }
        return exit;
    }

    private ContainerChoice which() {
        if (command.isEmpty()) {
            throw new UsageException("There is no command. Write it behind --, for example: haloy exec -- ls /data");
        }
        if (allContainers && container.isPresent()) {
            throw new UsageException("--container and --all-containers exclude each other.");
        }
        return new ContainerChoice(container, allContainers);
    }

    private static int exit(List<TargetExec> results) {
        boolean fine = results.stream().allMatch(TargetExec::succeeded);
        return fine ? ExitStatus.DONE : new ExecFailedException(results).exitCode();
    }

    private void print(List<TargetExec> results) {
        boolean headings = results.size() > 1
                || results.stream().anyMatch(each -> each.results().size() > 1);
        Screen screen = new Screen(console(), 0);
        for (TargetExec target : results) {
            for (ExecResult each : target.results()) {
                if (headings && !output.quiet()) {
                    String end = each.exitCode() == 0 ? "" : " ended with " + each.exitCode();
                    Style.Tone tone = each.succeeded() ? Style.Tone.SUCCESS : Style.Tone.WARNING;
                    screen.print(ProgressLine.of(tone, Optional.of(target.target()), each.containerId() + end));
                }
                pass(each.stdout(), console().out(), console().outStyle());
                pass(each.stderr(), console().err(), console().errStyle());
                each.problem().ifPresent(why -> trouble(screen, target, why));
            }
            target.problem().ifPresent(why -> trouble(screen, target, why));
        }
    }

    private static void trouble(Screen screen, TargetExec target, String why) {
        ProgressLine.block(
                        Style.Tone.ERROR,
                        Optional.of(target.target()),
                        why.lines().toList())
                .forEach(screen::print);
    }

    /** A person sees what would steer the terminal spelled out; a pipe gets what was printed, to the last byte. */
    private static void pass(String text, PrintStream to, Style style) {
        if (style.colour()) {
            text.lines().map(Visible::line).forEach(to::println);
        } else {
            to.print(text);
        }
        to.flush();
    }

    private static ObjectNode json(List<TargetExec> results, int exit) {
        ObjectNode json = Json.object("exec").put("exitStatus", exit);
        ArrayNode array = json.putArray("targets");
        for (TargetExec each : results) {
            ObjectNode target = array.addObject()
                    .put("target", each.target())
                    .put("app", each.app())
                    .put("server", each.server());
            ArrayNode containers = target.putArray("containers");
            for (ExecResult result : each.results()) {
                ObjectNode node = containers
                        .addObject()
                        .put("containerId", result.containerId())
                        .put("exitCode", result.exitCode())
                        .put("stdout", result.stdout())
                        .put("stderr", result.stderr());
                result.problem().ifPresent(problem -> node.put("problem", problem));
            }
            each.problem().ifPresent(problem -> target.put("problem", problem));
        }
        return json;
    }
}
