package dev.haloy.embedded.http;

import java.time.Duration;

/**
 * Trouble at an exact byte of an answer, counted from the first byte of its status line. An answer that ends before that
 * byte is not touched.
 *
 * @param kind what happens
 * @param bytes how many bytes pass first; for {@link Kind#TRICKLE} how many pass at a time
 * @param pause how long the bytes wait, in the time of the loop; zero where it has no meaning
 */
public record ByteFault(Kind kind, long bytes, Duration pause) {

    /** What happens at the byte. */
    public enum Kind {
        /** The client sees "connection reset". */
        RESET,
        /** The client sees the end of the connection. */
        CUT,
        /** The client sees nothing more, and the connection stays open until it leaves. */
        STALL,
        /** The rest comes after the pause. */
        PAUSE,
        /** A few bytes at a time, with the pause between them. */
        TRICKLE
    }

    /** Checks that the numbers make sense. */
    public ByteFault {
        if (bytes < 0 || pause.isNegative() || (kind == Kind.TRICKLE && bytes == 0)) {
            throw new IllegalArgumentException("not a possible fault: " + kind + " " + bytes + " " + pause);
        }
    }

    /**
     * Lets so many bytes pass and resets the connection. The bytes are handed to the operating system first; a client
     * that lets more than a socket buffer of them wait can lose the rest.
     */
    public static ByteFault resetAfter(long bytes) {
        return new ByteFault(Kind.RESET, bytes, Duration.ZERO);
    }

    /** Lets so many bytes pass and closes the connection. */
    public static ByteFault cutAfter(long bytes) {
        return new ByteFault(Kind.CUT, bytes, Duration.ZERO);
    }

    /** Lets so many bytes pass and then none until the client leaves. */
    public static ByteFault stallAfter(long bytes) {
        return new ByteFault(Kind.STALL, bytes, Duration.ZERO);
    }

    /** Lets so many bytes pass, and the others after the pause. */
    public static ByteFault pauseAfter(long bytes, Duration pause) {
        return new ByteFault(Kind.PAUSE, bytes, pause);
    }

    /** Lets so many bytes pass at a time. */
    public static ByteFault trickle(int bytes, Duration pause) {
        return new ByteFault(Kind.TRICKLE, bytes, pause);
    }
}
