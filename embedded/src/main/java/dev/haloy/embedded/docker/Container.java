package dev.haloy.embedded.docker;

import java.time.Duration;
import java.time.Instant;

/** A container. Changed by its engine only. */
public final class Container {
    private final String id;
    private final ContainerSpec spec;
    private ContainerState state = ContainerState.CREATED;
    private Instant startedAt = Instant.EPOCH;
    private int starts;
    private int probes;

    Container(String id, ContainerSpec spec) {
        this.id = id;
        this.spec = spec;
    }

    /** 64 hex digits. */
    public String id() {
        return id;
    }

    /** The first 12 digits of the id. */
    public String shortId() {
        return id.substring(0, 12);
    }

    /** What it was created from. */
    public ContainerSpec spec() {
        return spec;
    }

    /** The state at this moment. */
    public ContainerState state() {
        return state;
    }

    /** Whether it is up at this moment. */
    public boolean isRunning() {
        return state == ContainerState.RUNNING;
    }

    /** When it was started last. */
    public Instant startedAt() {
        return startedAt;
    }

    /** Answers one HTTP probe at this moment: the status code. */
    public int probe(Instant now) {
        probes++;
        return wouldAnswerWell(now, probes) ? 200 : 500;
    }

    /** Whether it is up and would answer the next probe well; asking changes nothing. */
    public boolean isHealthy(Instant now) {
        return isRunning() && wouldAnswerWell(now, probes + 1);
    }

    private boolean wouldAnswerWell(Instant now, int probe) {
        return probe > spec.behaviour().failingProbes(spec.replica())
                && !now.isBefore(startedAt.plus(spec.behaviour().healthyAfter()));
    }

    int starts() {
        return starts;
    }

    boolean hasRunFor(Duration duration, Instant now) {
        return !now.isBefore(startedAt.plus(duration));
    }

    void started(Instant now) {
        state = ContainerState.RUNNING;
        startedAt = now;
        starts++;
    }

    void startsAgain() {
        starts = 0;
    }

    void become(ContainerState next) {
        state = next;
    }
}
