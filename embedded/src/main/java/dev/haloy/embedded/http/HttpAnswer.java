package dev.haloy.embedded.http;

import dev.haloy.embedded.wire.WireAnswer;

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
}
