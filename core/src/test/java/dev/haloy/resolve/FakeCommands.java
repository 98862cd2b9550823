package dev.haloy.resolve;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haloy.world.ProcessRunner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as the recording says; any other call fails. */
public final class FakeCommands implements ProcessRunner {
    private final JsonNode commands;
    private final Path folder;
    private final List<List<String>> calls = new CopyOnWriteArrayList<>();

    public FakeCommands(JsonNode commands, Path folder) {
        this.commands = commands;
        this.folder = folder;
    }

    List<List<String>> calls() {
        return calls;
    }

    @Override
    public CompletableFuture<Integer> run(Command command, OutputListener output) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<Finished> capture(Command command, int maxBytes) {
        List<String> call = withoutInputType(command.arguments());
        calls.add(call);
        for (JsonNode answer : commands) {
            if (argv(answer).equals(call)) {
                return CompletableFuture.completedFuture(new Finished(
                        answer.path("exit").asInt(0),
                        answer.path("stdout").asText(""),
                        answer.path("stderr").asText("")));
            }
        }
        return CompletableFuture.completedFuture(new Finished(97, "", "unexpected call " + call));
    }

    private List<String> argv(JsonNode answer) {
        List<String> argv = new ArrayList<>();
        argv.add(answer.path("name").asText());
        answer.path("argv").forEach(arg -> argv.add(arg.asText().replace("$CASE", folder.toString())));
        return argv;
    }

    private static List<String> withoutInputType(List<String> arguments) {
        List<String> rest = new ArrayList<>(arguments);
        int option = rest.indexOf("--input-type");
        if (option >= 0) {
            rest.subList(option, option + 2).clear();
        }
        return rest;
    }
}
