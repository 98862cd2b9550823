package dev.haloy.deploy;

import dev.haloy.client.DeploymentId;
import dev.haloy.client.EntryStream;
import dev.haloy.client.LogEntry;
import dev.haloy.client.LogEntry.End;
import dev.haloy.client.ServerException;
import dev.haloy.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Turns what servers say into facts. One pair for all streams of a server, so that an entry which comes twice, by two
 * streams or by a replay, counts once.
 */
final class Ears {
    private final World world;
    private final String server;
    private final Mask redactor;
    private final Consumer<DeployEvent> listener;
    private final Map<DeploymentId, String> ours = new LinkedHashMap<>();
    private final Set<DeploymentId> known = new HashSet<>();
    private final Set<DeploymentId> mentioned = new HashSet<>();
    private final Set<Heard> heard = new HashSet<>();
    private int openings;

    Ears(World world, String server, Mask redactor, Consumer<DeployEvent> listener) {
        this.world = world;
        this.server = server;
        this.redactor = redactor;
        this.listener = listener;
    }

    /** From now on, what is said about this deployment concerns the target. */
    void expect(DeploymentId id, String target) {
        ours.put(id, target);
    }

    /** What is said about this deployment is no sign of anybody else's work. */
    void isKnown(DeploymentId id) {
        known.add(id);
    }

    /** Listens to the whole server. */
    EntryStream.Listener toServer(Reporter reporter) {
        return new Listening(
                reporter, true, reason -> new Fact.StreamEnded(world.clock().instant(), server, reason));
    }

    /** Listens to one deployment. */
    EntryStream.Listener toOwn(String target, Reporter reporter) {
        return new Listening(
                reporter, false, reason -> new Fact.OwnStreamEnded(world.clock().instant(), target));
    }

    /** By what an entry that comes once more is known. */
    private record Heard(Optional<DeploymentId> id, Optional<Instant> timestamp, End end, String message) {}

    private interface Ending {
        Fact fact(String reason);
    }

    private final class Listening implements EntryStream.Listener {
        private final Reporter reporter;
        private final boolean wholeServer;
        private final Ending ending;
        private Instant openedAt = Instant.MAX;
        private Duration serverAhead = Duration.ZERO;

        Listening(Reporter reporter, boolean wholeServer, Ending ending) {
            this.reporter = reporter;
            this.wholeServer = wholeServer;
            this.ending = ending;
        }

        @Override
        public void opened(Optional<Instant> serverTime) {
            openedAt = world.clock().instant();
            serverTime.ifPresent(time -> serverAhead = Duration.between(openedAt, time));
            if (wholeServer) {
                openings++;
                reporter.report(new Fact.StreamOpened(openedAt, server));
            }
        }

        @Override
        public void entry(LogEntry entry) {
            Instant now = world.clock().instant();
            Instant happenedAt = happenedAt(entry, now);
            if (entry.daemonStarted() && isNew(entry)) {
                reporter.report(new Fact.DaemonStarted(now, server, atTheEarliest(happenedAt)));
            }
            Optional<DeploymentId> id = entry.deploymentId();
            String target = id.map(ours::get).orElse(null);
            if (target != null) {
                if (isNew(entry)) {
                    ownEntry(entry, id.get(), target, now);
                }
            } else if (wholeServer) {
                foreignEntry(entry, now, happenedAt);
            }
        }

        /** A server's clock may be wrong; what it says about the age of an entry may not. */
        private Instant happenedAt(LogEntry entry, Instant now) {
            Instant ours =
                    entry.timestamp().map(time -> time.minus(serverAhead)).orElse(now);
            return ours.isAfter(now) ? now : ours;
        }

        /**
         * Servers tell their time in whole seconds, so everything may have happened up to a second earlier. What the first stream
         * did not repeat and a later one does is no old story.
         */
        private Instant atTheEarliest(Instant happenedAt) {
            return openings > 1 ? happenedAt : happenedAt.minusSeconds(1);
        }

        private void ownEntry(LogEntry entry, DeploymentId id, String target, Instant now) {
            if (mentioned.add(id)) {
                reporter.report(new Fact.Mentioned(now, target, id));
            }
            Map<String, String> fields = new LinkedHashMap<>();
            entry.fields().forEach((name, text) -> fields.put(name, redactor.redact(text)));
            String message = redactor.redact(entry.message());
            listener.accept(new DeployEvent.ServerSaid(
                    now, Optional.of(RunSpec.TargetSpec.written(target)), entry.level(), message, Map.copyOf(fields)));
            if (entry.end() == End.NONE && fields.containsKey("logs")) {
                reporter.report(new Fact.ContainerLogSeen(now, target, id, fields.get("logs")));
            }
            if (isAboutNeighbour(entry, id)) {
                reporter.report(new Fact.TroubleSeen(now, server));
            }
            if (isComplaint(entry)) {
                reporter.report(new Fact.ComplaintSeen(now, target, id, fields.getOrDefault("error", message)));
            }
            if (entry.end() != End.NONE) {
                reporter.report(marker(entry, id, now, now, fields.getOrDefault("error", message)));
            }
        }

        /** The update that ends our deployment looks at all apps of the server, and some other one is not well. */
        private boolean isAboutNeighbour(LogEntry entry, DeploymentId id) {
            String subject = entry.fields().getOrDefault("deployment_id", id.value());
            return entry.level().equals("WARN") && !subject.equals(id.value());
        }

        /** A rollback that cannot begin ends like this, without a word that it has ended. */
        private boolean isComplaint(LogEntry entry) {
            return entry.end() == End.NONE
                    && entry.level().equals("ERROR")
                    && entry.appName().isPresent()
                    && entry.fields().containsKey("error");
        }

        private void foreignEntry(LogEntry entry, Instant now, Instant happenedAt) {
            // Servers tell their time in whole seconds, so what seems to have happened just now may be a replay.
            boolean isLive = happenedAt.isAfter(openedAt.plusSeconds(1));
            Optional<DeploymentId> id = entry.deploymentId();
            if (entry.end() != End.NONE && id.isPresent()) {
                reporter.report(marker(entry, id.get(), now, happenedAt, redactor.redact(entry.message())));
            }
            boolean somebodyElse = id.filter(other -> !known.contains(other)).isPresent();
            if (isLive && somebodyElse && entry.end() != End.NONE) {
                reporter.report(new Fact.TroubleSeen(now, server));
            }
        }

        private Fact.MarkerSeen marker(
                LogEntry entry, DeploymentId id, Instant now, Instant happenedAt, String reason) {
            boolean success = entry.end() == End.SUCCESS;
            // A failure does not say whether the app has domains; it may.
            boolean routed = !success || !entry.domains().isEmpty();
            return new Fact.MarkerSeen(now, server, happenedAt, id, success, routed, reason);
        }

        private boolean isNew(LogEntry entry) {
            return heard.add(new Heard(entry.deploymentId(), entry.timestamp(), entry.end(), entry.message()));
        }

        @Override
        public void ended(Optional<ServerException> failure) {
            String reason = failure.map(why -> redactor.redact(String.valueOf(why.getMessage())))
                    .orElse("the server ended it");
            reporter.finish(ending.fact(reason));
        }
    }
}
