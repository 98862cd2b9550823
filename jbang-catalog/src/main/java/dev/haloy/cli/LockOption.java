package dev.haloy.cli;

import dev.haloy.Project;
import dev.haloy.lock.LockStore;
import dev.haloy.lock.Locks;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Locks that several machines share. */
final class LockOption {
    @Option(
            names = "--lock",
            order = 31,
            paramLabel = "FOLDER",
            description =
                    "Hold a lock in this folder for each server and app while deploying there, so that others who name"
                            + " the same folder wait. It may be on a disk that machines share.")
    private Optional<Path> folder = Optional.empty();

    @Option(
            names = "--lock-wait",
            order = 32,
            paramLabel = "TIME",
            description = "With --lock: how long to wait for one that is held; 10m by default.")
    private Optional<String> patience = Optional.empty();

    /** The project with the locks that were asked for. */
    Project given(Project project, Session session) {
        if (folder.isEmpty()) {
            if (patience.isPresent()) {
                throw new UsageException("--lock-wait goes with --lock.");
            }
            return project;
        }
        Path where = session.world().environment().workingDirectory().resolve(folder.get());
        Locks locks = Locks.in(LockStore.in(where));
        return project.withLocks(
                patience.map(Durations::parse).map(locks::waitAtMost).orElse(locks));
    }
}
