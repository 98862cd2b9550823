package dev.haloy.embedded.wire;

import java.util.List;
import java.util.Map;

/**
 * Where the answer to one request goes. Called on the thread of the servers' time line only.
 *
 * <p>The order is one {@link #head}, any number of {@link #write}, then {@link #finish} or {@link #cut};
 * a {@code cut} may also come first. Calls after the end, or after the client has gone, do nothing.
 */
public interface WireAnswer {
    /**
     * Sends status line and headers, in this order and spelling. Without a {@code Content-Length} header the body goes
     * out chunked (HTTP/1.1) or until the connection closes (HTTP/1.0). The front adds no header but {@code Date}
     * and, where needed, {@code Transfer-Encoding} and {@code Connection}.
     */
    void head(int status, List<Map.Entry<String, String>> headers);

    /** Sends a piece of the body at once, as a chunk of its own if the body is chunked. */
    void write(byte[] piece);

    /** Ends the answer properly; the connection stays usable. */
    void finish();

    /** Ends the connection where it stands, without the rest of the answer: what a dying daemon or network does. */
    void cut();

    /** Runs the action once when the client leaves before the answer has ended. */
    void onGone(Runnable action);

    /**
     * Answers {@code 101 Switching Protocols} with exactly these headers; from there on both directions are raw. Takes
     * the place of {@link #head} and everything after it. Bytes that came together with the request follow at the next
     * occasion, after {@code other} has returned. For a client that has left, {@code other} is told so at once.
     *
     * @param headers in order and spelling, nothing is added
     * @param other who speaks with the client from now on
     */
    void upgrade(List<Map.Entry<String, String>> headers, RawSide.Opener other);

    /** How many pieces were written that the client has not taken yet, as far as the front can tell. */
    default int waiting() {
        return 0;
    }
}
