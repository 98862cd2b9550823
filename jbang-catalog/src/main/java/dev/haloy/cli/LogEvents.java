package dev.haloy.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.client.ContainerLine;
import dev.haloy.operate.LogListener;
import java.util.Optional;
import java.util.function.Consumer;

/** Prints what containers print as one JSON object per line. */
final class LogEvents implements LogListener {
    private final Console console;
    private final OutputOptions output;

    LogEvents(Console console, OutputOptions output) {
        this.console = console;
        this.output = output;
    }

    @Override
    public void line(String target, ContainerLine line) {
        print(
                "log_line",
                target,
                json -> json.put("containerId", line.containerId()).put("line", line.line()));
    }

    @Override
    public void interrupted(String target, String why) {
        print("log_interrupted", target, json -> json.put("reason", why));
    }

    @Override
    public void ended(String target, Optional<String> problem) {
        print("log_ended", target, json -> problem.ifPresent(why -> json.put("problem", why)));
    }

    private synchronized void print(String event, String target, Consumer<ObjectNode> details) {
        ObjectNode json = Json.object().put("event", event).put("target", target);
        details.accept(json);
        output.print(console, json);
    }
}
