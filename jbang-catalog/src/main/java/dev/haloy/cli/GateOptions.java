package dev.haloy.cli;

import dev.haloy.deploy.Gate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Option;

/** What must open between two waves, in the order in which the options stand here. */
final class GateOptions {
    @Option(
            names = "--gate-wait",
            order = 33,
            paramLabel = "TIME",
            description = "Between two waves, wait this long, such as 5m.")
    private Optional<String> wait = Optional.empty();

    @Option(
            names = "--gate-http",
            order = 34,
            paramLabel = "URL",
            description =
                    "Between two waves, ask this address until it has answered with a 2xx status three times in a row, for"
                            + " five minutes at most; may be repeated.")
    private List<String> addresses = new ArrayList<>();

    @Option(
            names = "--gate-command",
            order = 35,
            paramLabel = "COMMAND",
            description =
                    "Between two waves, run this command; only if it ends with exit status 0 the next wave starts. May be"
                            + " repeated. It finds the run in HALOY_RUN_ID, HALOY_WAVE, HALOY_WAVES, HALOY_TARGETS and HALOY_NEXT_TARGETS.")
    private List<String> commands = new ArrayList<>();

    @Option(
            names = "--gate-approval",
            order = 36,
            description = "Between two waves, ask at the terminal whether to go on.")
    private boolean approval;

    @Option(names = "--yes", order = 37, description = "With --gate-approval: the answer is yes, and nobody is asked.")
    private boolean yes;

    /** The gates of a run that is only thought of. */
    List<Gate> gates() {
        return gates(context -> CompletableFuture.completedFuture(Gate.Answer.open()));
    }

    /** The gates of a run of this session. */
    List<Gate> gates(Session session) {
        if (yes && !approval) {
            throw new UsageException("--yes goes with --gate-approval.");
        }
        if (approval && !yes && session.console().prompt().isEmpty()) {
            throw new UsageException(
                    "--gate-approval asks at a terminal, and there is none; say --yes, or leave it out.");
        }
        return yes ? gates() : gates(context -> CompletableFuture.completedFuture(ask(session, context)));
    }

    private List<Gate> gates(Gate.Question question) {
        List<Gate> gates = new ArrayList<>();
        wait.map(Durations::parse).map(Gate::soak).ifPresent(gates::add);
        addresses.forEach(address -> gates.add(probe(address)));
        commands.forEach(command -> gates.add(Gate.command(command)));
        if (approval) {
            gates.add(Gate.approval(question));
        }
        return gates;
    }

    private static Gate probe(String address) {
        try {
            return Gate.http(URI.create(address)).times(3);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--gate-http wants an address such as https://example.com/health.");
        }
    }

    private static Gate.Answer ask(Session session, Gate.Context context) {
        Console console = session.console();
        console.err()
                .print("Wave " + context.wave() + " of " + context.waves() + " is done. Go on with "
                        + Visible.line(String.join(", ", context.next())) + "? [y/N] ");
        console.err().flush();
        try {
            String line = new BufferedReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8)).readLine();
            boolean approved =
                    line != null && line.strip().toLowerCase(Locale.ROOT).matches("y(es)?");
            return approved ? Gate.Answer.open() : Gate.Answer.refuse("it was not approved");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
