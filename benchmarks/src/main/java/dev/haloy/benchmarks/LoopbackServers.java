package dev.haloy.benchmarks;

import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.EmbeddedHaloyds;
import dev.haloy.embedded.http.HttpFront;
import dev.haloy.embedded.http.SelectorLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Embedded servers that listen on ports of this machine, all in this process and on one thread. */
final class LoopbackServers implements AutoCloseable {
    static final String TOKEN = "benchmark-token";

    private final EmbeddedHaloyds haloyds;
    private final List<HttpFront> fronts = new ArrayList<>();

    /** That many servers, each of which is this far away. */
    LoopbackServers(int count, Duration latency) {
        SelectorLoop loop = new SelectorLoop(1);
        haloyds = EmbeddedHaloyds.on(loop);
        for (int i = 0; i < count; i++) {
            EmbeddedHaloyd server = haloyds.add("localhost:" + (i + 1), TOKEN).latency(latency);
            server.app(Rollouts.APP).everyDeployment(Rollouts.BEHAVIOUR);
            fronts.add(HttpFront.listen(loop, 0, server.service()));
        }
    }

    /** Where they listen. */
    List<String> addresses() {
        return fronts.stream().map(front -> "localhost:" + front.port()).toList();
    }

    /** How many requests they got so far. */
    int requests() {
        return haloyds.all().stream().mapToInt(each -> each.requests().size()).sum();
    }

    @Override
    public void close() {
        fronts.forEach(HttpFront::close);
        haloyds.close();
    }
}
