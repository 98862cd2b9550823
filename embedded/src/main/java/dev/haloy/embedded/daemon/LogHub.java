package dev.haloy.embedded.daemon;

import dev.haloy.embedded.daemon.History.Published;
import dev.haloy.embedded.script.Quirk;
import dev.haloy.embedded.wire.TimeLine;
import dev.haloy.embedded.wire.WireAnswer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Where all entries of one run of the daemon go. */
final class LogHub {
    private final TimeLine time;
    private final Consumer<JournalLine> journal;
    private final boolean debug;
    private final boolean sharedQueues;
    private final boolean dropsSlowReaders;
    private final ServerLog server;
    private final Map<String, DeploymentLog> deployments = new LinkedHashMap<>();

    LogHub(TimeLine time, Settings settings, Consumer<JournalLine> journal) {
        this.time = time;
        this.journal = journal;
        this.debug = settings.debug();
        this.sharedQueues = settings.quirks().contains(Quirk.SINGLE_CONSUMER);
        this.dropsSlowReaders = settings.quirks().contains(Quirk.DROPS_SLOW_READERS);
        this.server = new ServerLog(time, dropsSlowReaders);
    }

    void publish(LogEntry entry) {
        if (entry.isDebug() && !debug) {
            return;
        }
        Published published = new Published(EntryText.encode(entry, time.instant()), entry.mark);
        journal.accept(JournalLine.of(entry, time.instant()));
        server.publish(published);
        if (!entry.deploymentId.isEmpty()) {
            deployment(entry.deploymentId).publish(published);
        }
    }

    void openServer(WireAnswer answer) {
        server.open(answer);
    }

    void openDeployment(String id, WireAnswer answer) {
        deployment(id).open(answer);
    }

    private DeploymentLog deployment(String id) {
        return deployments.computeIfAbsent(
                id,
                unknown -> new DeploymentLog(time, sharedQueues, dropsSlowReaders, () -> deployments.remove(unknown)));
    }

    int openStreams() {
        int open = server.openStreams();
        for (DeploymentLog log : deployments.values()) {
            open += log.openStreams();
        }
        return open;
    }

    void cutAll() {
        server.cut();
        deployments.values().forEach(DeploymentLog::cut);
        deployments.clear();
    }
}
