package dev.haloy.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.Haloy;
import dev.haloy.client.ServerDirectory;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists known servers. */
@Command(
        name = "list",
        header = "List the servers this machine keeps tokens for.",
        description = "Never shows a token.",
        footer = {"", "With --check it exits with 1 if a server does not answer."})
final class ServerListCommand extends Task {
    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Option(
            names = "--check",
            order = 20,
            description = "Ask each server which version it runs and what it can do; also proves the tokens.")
    private boolean check;

    @Option(
            names = {"-c", "--config"},
            order = 21,
            paramLabel = "PATH",
            description = "With --check: say which keys of this configuration a server is too old for.")
    private Optional<String> config = Optional.empty();

    ServerListCommand(Session session) {
        super("server list", session);
    }

    @Override
    boolean answersInJson() {
        return output.json();
    }

    @Override
    int run() {
        if (config.isPresent() && !check) {
            throw new UsageException("--config goes with --check.");
        }
        List<ServerDirectory.Entry> servers = Haloy.servers(session().world()).list();
        if (check && !servers.isEmpty()) {
            return check();
        }
        if (output.json()) {
            answer(json(servers));
        } else if (servers.isEmpty()) {
            say(Style.Tone.INFO, "no server is known on this machine; add one with haloy server add SERVER");
        } else {
            new Screen(console(), 0).print(table(servers).lines(console().outStyle()));
        }
        return ExitStatus.DONE;
    }

    private int check() {
        ServerCheck servers = ServerCheck.of(session(), config);
        if (output.json()) {
            ObjectNode json = Json.object("server list").put("exitStatus", servers.exit());
            servers.addTo(json);
            answer(json);
        } else {
            servers.print();
        }
        return servers.exit();
    }

    private Table table(List<ServerDirectory.Entry> servers) {
        Table table = new Table("SERVER", "VARIABLE", "TOKEN");
        servers.forEach(each -> table.row(List.of(
                each.address().key(),
                each.tokenVariable().orElse(console().outStyle().dash()),
                token(each))));
        return table;
    }

    private static String token(ServerDirectory.Entry entry) {
        return entry.helper().map(name -> "kept by " + name).orElse(entry.hasToken() ? "set" : "missing");
    }

    private static ObjectNode json(List<ServerDirectory.Entry> servers) {
        ObjectNode json = Json.object("server list").put("exitStatus", ExitStatus.DONE);
        ArrayNode array = json.putArray("servers");
        for (ServerDirectory.Entry each : servers) {
            ObjectNode server =
                    array.addObject().put("server", each.address().key()).put("hasToken", each.hasToken());
            each.tokenVariable().ifPresent(variable -> server.put("tokenVariable", variable));
            each.helper().ifPresent(name -> server.put("credentialHelper", name));
        }
        return json;
    }
}
