package dev.haloy.embedded.http;

import java.time.Duration;

/** Holds bytes back as a {@link ByteFault} says. Positions are bytes since the connection began. */
final class FaultGate {
    /** What the gate can do to the connection. */
    interface Victim {
        void reset();

        void cutNow();

        /** Looks at the gate again after the pause of the fault. */
        void continueAfterPause(Duration pause);
    }

    private final ByteFault fault;
    private final Victim victim;
    private long limit;
    private long end = Long.MAX_VALUE;
    private boolean waiting;

    FaultGate(ByteFault fault, long start, Victim victim) {
        this.fault = fault;
        this.victim = victim;
        this.limit = start + fault.bytes();
    }

    /** Up to which byte the way is free. */
    long limit() {
        return limit;
    }

    /** Tells where the answer ends; bytes behind it are none of the gate's business. */
    void answerEnds(long position) {
        end = position;
        if (fault.kind() != ByteFault.Kind.TRICKLE && limit > position) {
            limit = Long.MAX_VALUE;
        }
    }

    /** Whether the gate has done all it can do. */
    boolean over(long written) {
        return limit == Long.MAX_VALUE || (fault.kind() == ByteFault.Kind.TRICKLE && written >= end);
    }

    /** Whether nothing will ever pass any more. */
    boolean blocksForever() {
        return fault.kind() == ByteFault.Kind.STALL && waiting;
    }

    /** Tells that all bytes up to the limit have been written. */
    void reached() {
        switch (fault.kind()) {
            case RESET -> victim.reset();
            case CUT -> victim.cutNow();
            case STALL -> waiting = true;
            case PAUSE, TRICKLE -> pause();
        }
    }

    private void pause() {
        if (!waiting) {
            waiting = true;
            victim.continueAfterPause(fault.pause());
        }
    }

    /** Tells that the pause is over. */
    void pauseOver() {
        waiting = false;
        limit = fault.kind() == ByteFault.Kind.TRICKLE ? limit + fault.bytes() : Long.MAX_VALUE;
    }
}
