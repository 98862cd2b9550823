package dev.haloy.embedded.daemon;

import dev.haloy.embedded.docker.DockerEngine;
import dev.haloy.embedded.script.Quirk;
import dev.haloy.embedded.wire.TimeLine;
import java.util.Set;

/** What every part of one run of the daemon works with. */
record Site(
        TimeLine time,
        LogHub log,
        DockerEngine docker,
        Ledger ledger,
        CertificateStore certificates,
        RouteTable routes,
        StoredLogins logins,
        Dialect dialect,
        Set<Quirk> quirks) {
    boolean has(Quirk quirk) {
        return quirks.contains(quirk);
    }

    /** Publishes the end of a deployment, unless its entry is to get lost. */
    void publishEnd(LogEntry entry) {
        ledger.marked(entry.deploymentId, entry.mark);
        if (ledger.behaviour(entry.deploymentId).hasMarker()) {
            log.publish(entry);
        }
    }

    void publishFailure(String app, String deploymentId, String error) {
        publishEnd(LogEntry.error("The deployment failed")
                .under(deploymentId)
                .about(app)
                .with("error", error)
                .marked(Mark.FAILURE));
    }
}
