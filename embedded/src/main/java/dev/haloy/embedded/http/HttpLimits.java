package dev.haloy.embedded.http;

import java.time.Duration;

/**
 * How much a front puts up with. The times are those of the machine, whatever the scale of the loop: they measure how
 * fast bytes travel, and bytes do not travel faster because a test does.
 *
 * @param headTime time for all headers of a request, from the connection's start or from the first byte; then the
 *     connection is closed without an answer
 * @param idleTime time between two requests of a connection
 * @param lingerTime how long a connection that we close waits for the client to close too
 * @param headBytes size of request line and headers; beyond, the answer is a 431
 * @param bodyBytes size of a request body; beyond, the answer is a 413
 * @param queueBytes answer bytes that may wait for a slow reader; a write on top of them ends the connection
 */
public record HttpLimits(
        Duration headTime, Duration idleTime, Duration lingerTime, int headBytes, long bodyBytes, int queueBytes) {

    /** The values of a real haloyd where it has them; bodies up to 32 GiB and queues up to 8 MiB. */
    public static HttpLimits ofDefaults() {
        return new HttpLimits(
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                Duration.ofMillis(500),
                (1 << 20) + 4096,
                32L << 30,
                8 << 20);
    }

    /** The same with another limit for request bodies. */
    public HttpLimits withBodyBytes(long bytes) {
        return new HttpLimits(headTime, idleTime, lingerTime, headBytes, bytes, queueBytes);
    }

    /** The same with another limit for waiting answer bytes. */
    public HttpLimits withQueueBytes(int bytes) {
        return new HttpLimits(headTime, idleTime, lingerTime, headBytes, bodyBytes, bytes);
    }
}
