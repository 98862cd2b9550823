package dev.haloy.embedded.daemon;

import dev.haloy.embedded.docker.Container;
import dev.haloy.embedded.script.ExecResult;
import dev.haloy.embedded.script.ExecScript;
import dev.haloy.embedded.script.ExecutedCommand;
import dev.haloy.embedded.script.Ports;
import dev.haloy.embedded.wire.RawSide;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was said about the containers of apps beyond their deployments, and what was done in them. */
public final class AppTraits {
    private static final ExecScript SILENT = (command, containerId) -> ExecResult.prints("");

    private final Map<String, ExecScript> execs = new LinkedHashMap<>();
    private final Map<String, List<ExecutedCommand>> executed = new LinkedHashMap<>();
    private final Map<String, Optional<RawSide.Opener>> ports = new LinkedHashMap<>();

    /** What becomes of commands in the containers of an app. */
    public void exec(String app, ExecScript script) {
        execs.put(app, script);
    }

    /** Who listens on a port; empty: it is closed. */
    public void port(String app, String port, Optional<RawSide.Opener> listener) {
        ports.put(app + ":" + port, listener);
    }

    ExecResult run(String app, String containerId, List<String> command) {
        ExecResult result = execs.getOrDefault(app, SILENT).run(command, containerId);
        executed.computeIfAbsent(app, unknown -> new ArrayList<>())
                .add(new ExecutedCommand(containerId, command, result));
        return result;
    }

    /** The commands that were run in containers of an app, in order. */
    public List<ExecutedCommand> executed(String app) {
        return List.copyOf(executed.getOrDefault(app, List.of()));
    }

    /** Who listens on a port of a container; unless something was said, the app's own port speaks HTTP. */
    Optional<RawSide.Opener> listener(Container container, String port) {
        String app = container.spec().app();
        Optional<RawSide.Opener> said = ports.get(app + ":" + port);
        if (said != null) {
            return said;
        }
        boolean own = port.equals(container.spec().port());
        return own ? Optional.of(Ports.http(app + " " + container.spec().deploymentId() + "\n")) : Optional.empty();
    }
}
