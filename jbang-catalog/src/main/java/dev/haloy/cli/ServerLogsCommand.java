package dev.haloy.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.client.LogEntry;
import dev.haloy.operate.LogFollowing;
import dev.haloy.operate.ServerLogListener;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what servers say about their work. */
@Command(
        name = "logs",
        header = "Show what servers say about their work, and go on showing it; all targets' by default.",
        description = "Begins with the last hundred entries. A stream that breaks is opened again.",
        footer = {
            "",
            "With --output jsonl there is one object per entry.",
            "",
            "Exit status:",
            "  1    a server cannot be asked any more",
            "  2    wrong usage or configuration",
            "  130  ended by Ctrl-C"
        })
final class ServerLogsCommand extends Task {
    @Mixin
    private final ServerOptions servers = new ServerOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Option(names = "--access-logs", order = 20, description = "The requests of visitors of the apps too.")
    private boolean visitors;

    ServerLogsCommand(Session session) {
        super("server logs", session);
    }

    @Override
    boolean answersInJson() {
        return output.json();
    }

    @Override
    @SuppressWarnings("try") // The watch is there to be closed.
    int run() {
        if (output.json() && !output.events()) {
            throw new UsageException("There is no end to make one object of: use --output jsonl.");
        }
        AtomicBoolean interrupted = new AtomicBoolean();
        try (LogFollowing following = servers.servers(session()).followLogs(visitors, new Told());
                Interrupts.Watch watch = session().interrupts().onInterrupt(() -> {
                    interrupted.set(true);
                    following.close();
                })) {
            List<String> failed = session().world().await(following.end());
            if (interrupted.get()) {
                return Trouble.EXIT_INTERRUPTED;
            }
            return failed.isEmpty() ? ExitStatus.DONE : ExitStatus.FAILED;
        }
    }

    private final class Told implements ServerLogListener {
        private final Screen screen = new Screen(console(), 0);

        @Override
        public void entry(String server, LogEntry entry) {
            if (output.json()) {
                answer(json(server, entry));
            } else {
                screen.print(ProgressLine.of(tone(entry), Optional.of(server), text(entry)));
            }
        }

        @Override
        public void interrupted(String server, String why) {
            screen.print(ProgressLine.of(Style.Tone.WARNING, Optional.of(server), why + "; trying again"));
        }

        @Override
        public void ended(String server, Optional<String> problem) {
            problem.ifPresent(why -> screen.print(ProgressLine.of(Style.Tone.ERROR, Optional.of(server), why)));
        }
    }

    private static Style.Tone tone(LogEntry entry) {
        return switch (entry.level()) {
            case "ERROR" -> Style.Tone.ERROR;
            case "WARN" -> Style.Tone.WARNING;
            case "DEBUG" -> Style.Tone.QUIET;
            default -> Style.Tone.INFO;
        };
    }

    private static String text(LogEntry entry) {
        String id = entry.deploymentId().map(each -> each.value() + "  ").orElse("");
        String why = entry.field("error").map(text -> ": " + text).orElse("");
        String app =
                entry.appName().filter(name -> !entry.message().contains(name)).orElse("");
        return id + entry.message() + why + (app.isEmpty() ? "" : " (" + app + ")");
    }

    private static ObjectNode json(String server, LogEntry entry) {
        ObjectNode json = Json.object("server logs")
                .put("server", server)
                .put("level", entry.level())
                .put("message", entry.message());
        entry.timestamp().ifPresent(at -> json.put("at", at.toString()));
        entry.deploymentId().ifPresent(id -> json.put("deploymentId", id.value()));
        entry.appName().ifPresent(app -> json.put("app", app));
        ObjectNode fields = json.putObject("fields");
        entry.fields().forEach(fields::put);
        return json;
    }
}
