package dev.haloy.embedded.daemon;

import dev.haloy.embedded.docker.Domain;
import dev.haloy.embedded.wire.TimeLine;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sees to it that domains have certificates, and says so in the log. */
final class Certificates {
    private static final Duration REQUEST_TAKES = Duration.ofMillis(3);
    private static final Duration CALM = Duration.ofSeconds(5);

    private final TimeLine time;
    private final LogHub log;
    private final CertificateStore store;
    private final RouteTable routes;
    private final Domain apiDomain;
    private final SplittableRandom order;
    private TimeLine.@Nullable Timer later;

    Certificates(
            TimeLine time,
            LogHub log,
            CertificateStore store,
            RouteTable routes,
            Domain apiDomain,
            SplittableRandom order) {
        this.time = time;
        this.log = log;
        this.store = store;
        this.routes = routes;
        this.apiDomain = apiDomain;
        this.order = order;
    }

    /** Goes through the domains; {@code done} gets the first trouble, or an empty text. */
    void ensure(List<Domain> domains, String deploymentId, boolean failing, Consumer<String> done) {
        ensureNext(new ArrayDeque<>(domains), deploymentId, failing, done);
    }

    private void ensureNext(ArrayDeque<Domain> open, String id, boolean failing, Consumer<String> done) {
        Domain domain = open.poll();
        if (domain == null) {
            done.accept("");
        } else if (store.has(domain.name()) && !failing) {
            log.publish(valid(domain, id));
            ensureNext(open, id, failing, done);
        } else {
            request(domain, id, failing, trouble -> {
                if (trouble.isEmpty()) {
                    ensureNext(open, id, failing, done);
                } else {
                    done.accept(trouble);
                }
            });
        }
    }

    private void request(Domain domain, String id, boolean failing, Consumer<String> done) {
        log.publish(named(LogEntry.info("A certificate is requested for " + domain.name()), domain, id)
                .domains(domain.allNames()));
        store.lose(domain.name());
        time.after(REQUEST_TAKES, () -> {
            if (failing || store.isRefused(domain.name())) {
                String trouble = "no certificate for " + domain.name() + ": the name does not resolve";
                log.publish(LogEntry.error("No certificate was obtained")
                        .under(id)
                        .with("domain", domain.name())
                        .with("error", trouble));
                done.accept(trouble);
            } else {
                store.obtained(domain.name());
                log.publish(named(LogEntry.info("A certificate was obtained for " + domain.name()), domain, id)
                        .domains(domain.allNames()));
                done.accept("");
            }
        });
    }

    private static LogEntry valid(Domain domain, String id) {
        return named(LogEntry.info("The certificate of " + domain.name() + " is valid"), domain, id);
    }

    private static LogEntry named(LogEntry entry, Domain domain, String id) {
        return entry.under(id)
                .with("domain", domain.name())
                .with("aliases", "[" + String.join(" ", domain.aliases()) + "]");
    }

    /** After five calm seconds all certificates of the server are looked at, under this id. */
    void lookAtAllLater(String deploymentId) {
        TimeLine.Timer earlier = later;
        if (earlier != null) {
            earlier.cancel();
        }
        later = time.after(CALM, () -> lookAtAll(deploymentId));
    }

    private void lookAtAll(String deploymentId) {
        List<Domain> open = new ArrayList<>(routes.domains());
        open.add(apiDomain);
        while (!open.isEmpty()) {
            Domain domain = open.remove(order.nextInt(open.size()));
            if (store.has(domain.name())) {
                log.publish(valid(domain, deploymentId));
            } else {
                request(domain, deploymentId, false, trouble -> {});
            }
        }
    }
}
