package dev.haloy.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.operate.ServerAnswer;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import picocli.CommandLine.Mixin;

/** A command that asks servers about registries. */
abstract class RegistryTask extends Task {
    @Mixin
    final ServerOptions servers = new ServerOptions();

    @Mixin
    final OutputOptions output = new OutputOptions();

    private final String name;

    RegistryTask(String name, Session session) {
        super(name, session);
        this.name = name;
    }

    @Override
    boolean answersInJson() {
        return output.json();
    }

    /** Prints a line per server, or an object; the exit status. */
    final <T> int show(List<ServerAnswer<T>> answers, Function<T, String> text, BiConsumer<ObjectNode, T> json) {
        boolean fine = answers.stream().allMatch(each -> each.problem().isEmpty());
        int exit = fine ? ExitStatus.DONE : ExitStatus.FAILED;
        if (output.json()) {
            ObjectNode node = Json.object(name).put("exitStatus", exit);
            ArrayNode array = node.putArray("servers");
            for (ServerAnswer<T> each : answers) {
                ObjectNode server = array.addObject().put("server", each.server());
                each.value().ifPresent(value -> json.accept(server, value));
                each.problem().ifPresent(problem -> server.put("problem", problem));
            }
            answer(node);
        } else {
            Screen screen = new Screen(console(), 0);
            answers.forEach(each -> print(screen, each, text));
        }
        return exit;
    }

    private static <T> void print(Screen screen, ServerAnswer<T> answer, Function<T, String> text) {
        Optional<String> server = Optional.of(answer.server());
        Style.Tone tone = answer.problem().isPresent() ? Style.Tone.ERROR : Style.Tone.SUCCESS;
        String said = answer.problem().orElseGet(() -> answer.value().map(text).orElse(""));
        ProgressLine.block(tone, server, said.lines().toList()).forEach(screen::print);
    }
}
