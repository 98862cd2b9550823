package dev.haloy.embedded.fault;

import java.time.Duration;

/** One thing that goes wrong with one request, on its way or on the way back. */
public sealed interface Fault {
    /** All goes well. */
    static Fault none() {
        return new None();
    }

    /** The request is executed, the connection ends before the answer. */
    static Fault replyLost() {
        return new ReplyLost();
    }

    /** The connection ends before the request is executed. */
    static Fault reset() {
        return new Reset();
    }

    /** The proxy answers 503 with HTML; the daemon has not seen the request. */
    static Fault unavailable() {
        return new Unavailable(false);
    }

    /** The proxy answers 503 with HTML, but the daemon has executed the request. */
    static Fault unavailableAfterExecution() {
        return new Unavailable(true);
    }

    /** The daemon answers 429 without having done anything. */
    static Fault tooManyRequests() {
        return new TooManyRequests();
    }

    /** The daemon answers with this status and error without having done anything. */
    static Fault refused(int status, String error) {
        return new Refused(status, error);
    }

    /** The request is executed at once, the answer begins this much later. Behind a proxy, 60 s end in a 503. */
    static Fault stall(Duration duration) {
        return new Stall(duration);
    }

    /** The request is under way for this long before it is executed. */
    static Fault delay(Duration duration) {
        return new Delay(duration);
    }

    /** The connection is cut after this many entries of a stream. */
    static Fault cutAfter(int entries) {
        return new EndEarly(entries, true);
    }

    /** The stream ends as if it were complete after this many entries. */
    static Fault endAfter(int entries) {
        return new EndEarly(entries, false);
    }

    /** The stream ends as if it were complete instead of sending the entry that ends a deployment. */
    static Fault endWithoutMarker() {
        return new EndWithoutMarker();
    }

    /** The request gets lost on the way, and nobody ever says so: no answer comes. */
    static Fault silence() {
        return new Silence(false);
    }

    /** The request is executed, and nothing of the answer ever comes. */
    static Fault silenceAfterExecution() {
        return new Silence(true);
    }

    /** The connection is cut after this many bytes of the body. */
    static Fault cutAtByte(long bytes) {
        return new CutAtByte(bytes);
    }

    /** Of each piece of the body only the first half comes: half a JSON text, or half of each entry of a stream. */
    static Fault garbled() {
        return new Garbled();
    }

    /** The JSON of an answer, or of each entry of a stream, has this many more bytes, which mean nothing. */
    static Fault padded(int bytes) {
        return new Padded(bytes);
    }

    /** Each entry of a stream comes twice. */
    static Fault duplicated() {
        return new Duplicated();
    }

    /** Each second entry of a stream overtakes the one before it, if it comes within a second. */
    static Fault reordered() {
        return new Reordered();
    }

    /** Just before each entry that ends a deployment the stream says the opposite about it. */
    static Fault contradicted() {
        return new Contradicted();
    }

    /** See {@link #none}. */
    record None() implements Fault {}

    /** See {@link #replyLost}. */
    record ReplyLost() implements Fault {}

    /** See {@link #reset}. */
    record Reset() implements Fault {}

    /** See {@link #unavailable} and {@link #unavailableAfterExecution}. */
    record Unavailable(boolean executed) implements Fault {}

    /** See {@link #tooManyRequests}. */
    record TooManyRequests() implements Fault {}

    /** See {@link #refused}. */
    record Refused(int status, String error) implements Fault {}

    /** See {@link #stall}. */
    record Stall(Duration duration) implements Fault {}

    /** See {@link #delay}. */
    record Delay(Duration duration) implements Fault {}

    /** See {@link #cutAfter} and {@link #endAfter}. */
    record EndEarly(int entries, boolean cut) implements Fault {}

    /** See {@link #endWithoutMarker}. */
    record EndWithoutMarker() implements Fault {}

    /** See {@link #silence} and {@link #silenceAfterExecution}. */
    record Silence(boolean executed) implements Fault {}

    /** See {@link #cutAtByte}. */
    record CutAtByte(long bytes) implements Fault {}

    /** See {@link #garbled}. */
    record Garbled() implements Fault {}

    /** See {@link #padded}. */
    record Padded(int bytes) implements Fault {}

    /** See {@link #duplicated}. */
    record Duplicated() implements Fault {}

    /** See {@link #reordered}. */
    record Reordered() implements Fault {}

    /** See {@link #contradicted}. */
    record Contradicted() implements Fault {}
}
