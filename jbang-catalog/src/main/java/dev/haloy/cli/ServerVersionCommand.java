package dev.haloy.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.client.ServerComponents;
import dev.haloy.operate.ServerAnswer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks servers what they run. */
@Command(
        name = "version",
        header = "Ask the servers of targets which version they run; all targets by default.",
        footer = {
            "",
            "Exit status:",
            "  0    every server answered",
            "  1    a server did not answer, or its proxy does not fit",
            "  2    wrong usage or configuration"
        })
final class ServerVersionCommand extends Task {
    @Mixin
    private final ServerOptions servers = new ServerOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Option(names = "--components", order = 20, description = "Show the parts of the servers too.")
    private boolean components;

    ServerVersionCommand(Session session) {
        super("server version", session);
    }

    @Override
    boolean answersInJson() {
        return output.json();
    }

    @Override
    int run() {
        List<ServerAnswer<ServerComponents>> answers =
                servers.servers(session()).versions();
        boolean fine = answers.stream()
                .allMatch(each -> each.value().isPresent() && !proxy(each).equals("does not fit"));
        int exit = fine ? ExitStatus.DONE : ExitStatus.FAILED;
        if (output.json()) {
            answer(json(answers, exit));
        } else {
            print(answers);
        }
        return exit;
    }

    private void print(List<ServerAnswer<ServerComponents>> answers) {
        Style style = console().outStyle();
        Table table = components
                ? new Table("SERVER", "VERSION", "PROXY", "PROXY VERSION", "GENERATION", "SCHEMA", "CAPABILITIES")
                : new Table("SERVER", "VERSION", "PROXY");
        for (ServerAnswer<ServerComponents> each : answers) {
            String version = each.value().map(value -> value.daemon().haloyd()).orElse("no answer");
            table.row(components ? row(each, version, style) : List.of(each.server(), version, proxy(each)));
        }
        Screen screen = new Screen(console(), 0);
        screen.print(table.lines(style));
        answers.forEach(each -> each.problem()
                .ifPresent(why -> ProgressLine.block(
                                Style.Tone.ERROR,
                                Optional.of(each.server()),
                                why.lines().toList())
                        .forEach(screen::print)));
    }

    private static List<String> row(ServerAnswer<ServerComponents> answer, String version, Style style) {
        Optional<ServerComponents.Proxy> proxy = answer.value().flatMap(ServerComponents::proxy);
        OptionalInt generation =
                answer.value().map(ServerComponents::requiredGeneration).orElse(OptionalInt.empty());
        OptionalInt schema =
                answer.value().map(ServerComponents::requiredSchema).orElse(OptionalInt.empty());
        return List.of(
                answer.server(),
                version,
                proxy(answer),
                proxy.map(ServerComponents.Proxy::version).orElse(style.dash()),
                has(proxy.map(ServerComponents.Proxy::generation), generation, style),
                has(proxy.map(ServerComponents.Proxy::schema), schema, style),
                answer.value()
                        .map(value ->
                                String.join(", ", new TreeSet<>(value.daemon().capabilities())))
                        .filter(text -> !text.isEmpty())
                        .orElse(style.dash()));
    }

    private static String has(Optional<OptionalInt> there, OptionalInt needed, Style style) {
        OptionalInt number = there.orElse(OptionalInt.empty());
        String shown = number.isPresent() ? Integer.toString(number.getAsInt()) : style.dash();
        return needed.isPresent() ? shown + " (needs " + needed.getAsInt() + ")" : shown;
    }

    private static String proxy(ServerAnswer<ServerComponents> answer) {
        return answer.value()
                .map(value -> value.proxy()
                        .map(proxy -> proxy.compatible()
                                .map(fits -> fits ? "fits" : "does not fit")
                                .orElse("unknown"))
                        .orElse("no answer"))
                .orElse("");
    }

    private static ObjectNode json(List<ServerAnswer<ServerComponents>> answers, int exit) {
        ObjectNode json = Json.object("server version").put("exitStatus", exit);
        ArrayNode array = json.putArray("servers");
        for (ServerAnswer<ServerComponents> each : answers) {
            ObjectNode server = array.addObject().put("server", each.server());
            each.value().ifPresent(value -> {
                server.put("version", value.daemon().haloyd());
                server.set(
                        "capabilities",
                        Json.strings(new TreeSet<>(value.daemon().capabilities())));
                value.proxy().ifPresent(proxy -> {
                    ObjectNode node = server.putObject("proxy").put("version", proxy.version());
                    proxy.generation().ifPresent(number -> node.put("generation", number));
                    proxy.schema().ifPresent(number -> node.put("schema", number));
                    proxy.compatible().ifPresent(fits -> node.put("compatible", fits));
                });
            });
            each.problem().ifPresent(problem -> server.put("problem", problem));
        }
        return json;
    }
}
