package dev.haloy.embedded.http;

import dev.haloy.embedded.wire.WireAnswer;
import java.util.List;
import java.util.Map;

/**
 * What an answer can do when it travels over a socket. Every answer that a front hands to its service is one.
 *
 * <p>A client that closes its sending side may have left or may still be reading; TCP cannot tell. As in Go, it counts as
 * gone for an answer that asked to know by {@link #onGone}: the action runs at once and, unless it finishes the answer
 * itself, the connection ends. An answer that did not ask goes on and is delivered. A reader so slow that the bytes
 * waiting for it pass {@link HttpLimits#queueBytes} is gone as well.
 */
public interface HttpAnswer extends WireAnswer {
    /** Plans trouble for this answer; call it before {@link #head}. A second call replaces the first. */
    void fault(ByteFault fault);

    /**
     * Answers {@code 101 Switching Protocols} with exactly these headers; from there on both directions are raw. Takes
     * the place of {@link #head} and everything after it. Bytes that came together with the request follow at the next
     * occasion, after this call has returned.
     *
     * @param headers in order and spelling, nothing is added
     * @param side takes what the client sends
     * @return the way to the client
     */
    RawConnection upgrade(List<Map.Entry<String, String>> headers, RawSide side);
}
