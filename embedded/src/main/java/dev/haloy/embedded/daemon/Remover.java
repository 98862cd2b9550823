package dev.haloy.embedded.daemon;

import dev.haloy.embedded.docker.Container;
import dev.haloy.embedded.docker.DockerEngine;
import dev.haloy.embedded.wire.TimeLine;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;

/** Stops and removes a set of containers: up to three one after another, more of them three at a time. */
final class Remover {
    private static final int LANES = 3;
    private static final Duration REMOVING_TAKES = Duration.ofMillis(15);

    private final TimeLine time;
    private final DockerEngine docker;
    private final List<Container> all;
    private final ArrayDeque<Container> waiting;
    private final Runnable then;
    private int stopping;
    private boolean removes;

    Remover(TimeLine time, DockerEngine docker, List<Container> containers, Runnable then) {
        this.time = time;
        this.docker = docker;
        this.all = containers;
        this.waiting = new ArrayDeque<>(containers);
        this.then = then;
    }

    /** Stops and removes them. */
    void run() {
        removes = true;
        stop();
    }

    /** Stops them. */
    void stop() {
        if (all.isEmpty()) {
            then.run();
            return;
        }
        int lanes = all.size() > LANES ? LANES : 1;
        stopping = lanes;
        for (int i = 0; i < lanes; i++) {
            stopNext();
        }
    }

    private void stopNext() {
        Container container = waiting.poll();
        if (container != null) {
            // Over the time line, so that nobody goes on after the death of the daemon.
            docker.stop(container, () -> time.after(Duration.ZERO, this::stopNext));
        } else if (--stopping == 0) {
            if (removes) {
                remove();
            } else {
                then.run();
            }
        }
    }

    /** Removes them, whatever their state. */
    void remove() {
        time.after(REMOVING_TAKES.multipliedBy(all.size()), () -> {
            all.forEach(docker::remove);
            then.run();
        });
    }
}
