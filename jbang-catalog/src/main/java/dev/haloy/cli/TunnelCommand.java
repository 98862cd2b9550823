package dev.haloy.cli;

import dev.haloy.Project;
import dev.haloy.Selection;
import dev.haloy.operate.Tunnel;
import dev.haloy.operate.TunnelListener;
import dev.haloy.operate.TunnelOptions;
import dev.haloy.resolve.ResolvedTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Leads a port of this machine to a container. */
@Command(
        name = "tunnel",
        header = "Lead a port of this machine to a container of a target, until Ctrl-C.",
        description = "Programs on this machine reach the container as localhost, any number at the same time.",
        footer = {
            "",
            "With --output json one object says where the tunnel is, once it is open.",
            "",
            "Exit status:",
            "  1    the port is taken, the app does not run, or the server cannot be asked",
            "  2    wrong usage or configuration",
            "  130  ended by Ctrl-C",
            "",
            "Example:",
            "  haloy tunnel 5432 --target database"
        })
final class TunnelCommand extends Task {
    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Option(
            names = {"-t", "--target", "--targets"},
            order = 1,
            paramLabel = "NAME",
            split = ",",
            description = "The target of the file.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--port", order = 20, paramLabel = "PORT", description = "The same as LOCAL-PORT.")
    private Optional<Integer> port = Optional.empty();

    @Option(
            names = "--remote-port",
            order = 21,
            paramLabel = "PORT",
            description = "The port of the container; the one of the app by default.")
    private Optional<Integer> remotePort = Optional.empty();

    @Option(
            names = "--container",
            order = 22,
            paramLabel = "ID",
            description = "One container, by its id or the beginning of it; the newest by default.")
    private Optional<String> container = Optional.empty();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "LOCAL-PORT",
            description = "The port on this machine; the target's own port by default, 0 for any free one.")
    private Optional<Integer> position = Optional.empty();

    TunnelCommand(Session session) {
        super("tunnel", session);
    }

    @Override
    boolean answersInJson() {
        return output.json();
    }

    @Override
    @SuppressWarnings("try") // The watch is there to be closed.
    int run() {
        Selection selection = selection(config.load(session()));
        TunnelOptions options = options(selection);
        AtomicBoolean interrupted = new AtomicBoolean();
        try (Tunnel tunnel = selection.containers().openTunnel(options, new Told());
                Interrupts.Watch watch = session().interrupts().onInterrupt(() -> {
                    interrupted.set(true);
                    tunnel.close();
                })) {
            tell(tunnel);
            session().world().await(tunnel.end());
            return interrupted.get() ? Trouble.EXIT_INTERRUPTED : ExitStatus.DONE;
        }
    }

    private Selection selection(Project project) {
        List<String> chosen = names.stream().map(String::strip).distinct().toList();
        if (chosen.size() == 1) {
            return project.target(chosen.get(0));
        }
        if (chosen.isEmpty() && project.targetKeys().size() < 2) {
            return project.targetKeys().isEmpty()
                    ? project.onlyTarget()
                    : project.target(project.targetKeys().get(0));
        }
        throw new UsageException("A tunnel leads to one target. Choose with --target NAME, one of "
                + String.join(", ", project.targetKeys()) + ".");
    }

    private TunnelOptions options(Selection selection) {
        if (port.isPresent() && position.isPresent()) {
            throw new UsageException("Give LOCAL-PORT or --port, not both.");
        }
        ResolvedTarget target = selection.targets().get(0);
        int local = port.or(() -> position).orElseGet(() -> Integer.parseInt(target.port()));
        OptionalInt remote = remotePort.map(OptionalInt::of).orElseGet(OptionalInt::empty);
        try {
            return new TunnelOptions(local, remote, container);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage() + "; ports go from 1 to 65535.");
        }
    }

    private void tell(Tunnel tunnel) {
        if (output.json()) {
            answer(Json.object("tunnel")
                    .put("target", tunnel.target())
                    .put("app", tunnel.app())
                    .put("server", tunnel.server())
                    .put("localPort", tunnel.localPort())
                    .put("remotePort", tunnel.remotePort()));
        } else if (!output.quiet()) {
            say(Style.Tone.INFO, "open: " + tunnel + "; Ctrl-C ends it");
        }
    }

    private final class Told implements TunnelListener {
        @Override
        public void refused(String why) {
            new Screen(console(), 0).print(ProgressLine.of(Style.Tone.ERROR, why));
        }
    }
}
