package dev.haloy.embedded.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haloy.embedded.docker.Container;
import dev.haloy.embedded.script.ExecResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs commands in containers, in all chosen ones at the same time. */
final class ExecRoute {
    private static final JsonShape SHAPE = JsonShape.object()
            .with("command", JsonShape.listOf(JsonShape.text()))
            .with("containerId", JsonShape.text())
            .with("allContainers", JsonShape.yesOrNo());
    private static final Duration STARTING_TAKES = Duration.ofMillis(50);
    /** The limit does not stop the command; it only spoils its result. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final int KILLED = 137;

    private final Site site;
    private final Lifetime life;
    private final AppTraits traits;

    private record Run(Container container, boolean begun, ExecResult result) {}

    ExecRoute(Site site, Lifetime life, AppTraits traits) {
        this.site = site;
        this.life = life;
        this.traits = traits;
    }

    Route route() {
        return Route.postWithBody("/v1/exec/*", this::exec);
    }

    private void exec(Route.Call call, byte[] body) {
        try {
            JsonNode json = StrictJson.read(body, SHAPE);
            List<String> command = new ArrayList<>();
            json.path("command").forEach(word -> command.add(word.asText("")));
            if (command.isEmpty()) {
                throw new BadRequestException("the command is missing");
            }
            boolean all = json.path("allContainers").asBoolean(false);
            String id = json.path("containerId").asText("");
            ContainerChoice choice = ContainerChoice.of(site.docker(), call.parameter(), id, all);
            if (choice.isNone()) {
                call.reply().error(choice.status(), choice.trouble());
            } else {
                run(call, choice.containers(), command);
            }
        } catch (BadRequestException bad) {
            call.reply().error(bad);
        }
    }

    private void run(Route.Call call, List<Container> containers, List<String> command) {
        List<Run> runs = new ArrayList<>();
        Duration longest = Duration.ZERO;
        for (Container container : containers) {
            boolean begins = container.isRunning();
            ExecResult result = begins
                    ? traits.run(call.parameter(), container.id(), List.copyOf(command))
                    : ExecResult.fails(1, "");
            runs.add(new Run(container, begins, result));
            longest = longest.compareTo(result.takes()) < 0 ? result.takes() : longest;
        }
        life.after(longest.plus(STARTING_TAKES), () -> call.reply().json(text(runs)));
    }

    private static StringBuilder text(List<Run> runs) {
        StringBuilder out = new StringBuilder("{\"results\":[");
        String separator = "";
        for (Run run : runs) {
            text(out.append(separator), run);
            separator = ",";
        }
        return out.append("]}");
    }

    private static void text(StringBuilder out, Run run) {
        String error = error(run);
        boolean killed = error.isEmpty() && !run.container().isRunning();
        int code = killed ? KILLED : run.result().exitCode();
        JsonText.quote(out.append("{\"containerId\":"), run.container().shortId());
        out.append(",\"exitCode\":").append(error.isEmpty() ? code : 1);
        JsonText.quote(out.append(",\"stdout\":"), run.result().stdout());
        JsonText.quote(out.append(",\"stderr\":"), run.result().stderr());
        if (!error.isEmpty()) {
            JsonText.quote(out.append(",\"error\":"), error);
        }
        out.append('}');
    }

    private static String error(Run run) {
        if (!run.begun()) {
            return "the container is not up";
        }
        return run.result().takes().compareTo(LIMIT) > 0 ? "the deadline of 60 s was exceeded" : "";
    }
}
