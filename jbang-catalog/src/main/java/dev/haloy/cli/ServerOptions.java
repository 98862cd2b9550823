package dev.haloy.cli;

import dev.haloy.Haloy;
import dev.haloy.Project;
import dev.haloy.SelectedServers;
import dev.haloy.Selection;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which servers are meant: those of targets, or one by its address. */
final class ServerOptions {
    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Mixin
    private final TargetOptions targets = new TargetOptions();

    @Option(
            names = {"-s", "--server"},
            order = 3,
            paramLabel = "SERVER",
            description = "This server; no configuration is read.")
    private Optional<String> server = Optional.empty();

    /** The server given, else those of the targets chosen, else those of every target. */
    SelectedServers servers(Session session) {
        return one(session).orElseGet(() -> selection(session).servers());
    }

    /** The same, but more than one server must have been asked for. */
    SelectedServers chosen(Session session) {
        return one(session).orElseGet(() -> {
            Project project = config.load(session);
            Selection every = targets.orEverything(project);
            long count = every.targets().stream()
                    .map(target -> target.server().key())
                    .distinct()
                    .count();
            return targets.isOpen() && count < 2
                    ? every.servers()
                    : targets.of(project).includingProtected().servers();
        });
    }

    private Optional<SelectedServers> one(Session session) {
        if (server.isPresent() && (!targets.isOpen() || targets.all())) {
            throw new UsageException("--server goes without --target and --all.");
        }
        return server.map(address ->
                Haloy.servers(session.world()).at(Addresses.parse(address).key()));
    }

    private Selection selection(Session session) {
        return targets.orEverything(config.load(session));
    }
}
