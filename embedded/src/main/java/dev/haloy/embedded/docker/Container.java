package dev.haloy.embedded.docker;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A container. Changed by its engine only. */
public final class Container {
    private final String id;
    private final ContainerSpec spec;
    private final ContainerOutput output = new ContainerOutput();
    private final Set<Runnable> attached = new LinkedHashSet<>();
    private ContainerState state = ContainerState.CREATED;
    private Instant startedAt = Instant.EPOCH;
    private int starts;
    private int probes;
    private boolean sick;

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

    /** What it has printed, over all its starts. */
    public ContainerOutput output() {
        return output;
    }

    /** Prints something now, if it is up; several lines at will. */
    public void print(String text) {
        if (isRunning()) {
            output.print(text);
        }
    }

    /** Runs the action when the container goes down, as connections to it break then. */
    public void attach(Runnable action) {
        attached.add(action);
    }

    /** Forgets what was said by {@link #attach}. */
    public void detach(Runnable action) {
        attached.remove(action);
    }

    /** Whether it is listed among the containers that run, as those are that are about to be started again. */
    public boolean isListedAsRunning() {
        return isRunning() || state == ContainerState.RESTARTING;
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

    /** Whether the check that its image brings along has not come to a result yet. */
    public boolean dockerStillChecks(Instant now) {
        return now.isBefore(startedAt.plus(spec.behaviour().dockerChecksFor()));
    }

    /** From now on it answers no health check well, or does so again. */
    public void sick(boolean yes) {
        sick = yes;
    }

    /** Whether it is up and would answer the next probe well; asking changes nothing. */
    public boolean isHealthy(Instant now) {
        return isRunning() && wouldAnswerWell(now, probes + 1);
    }

    private boolean wouldAnswerWell(Instant now, int probe) {
        return !sick
                && probe > spec.behaviour().failingProbes(spec.replica())
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
        spec.behaviour().output().forEach(output::print);
    }

    void startsAgain() {
        starts = 0;
    }

    void become(ContainerState next) {
        boolean wasUp = isRunning();
        state = next;
        if (wasUp) {
            output.end();
            List<Runnable> connections = List.copyOf(attached);
            attached.clear();
            connections.forEach(Runnable::run);
        }
    }
}
