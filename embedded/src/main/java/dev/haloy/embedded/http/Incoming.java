package dev.haloy.embedded.http;

import dev.haloy.embedded.wire.WireBody;

/** A request that is coming in, with the answer that may begin before its end. */
final class Incoming {
    /** How much of a body Go reads away for an answer that did not wait for it. */
    private static final long READ_AWAY = 256 * 1024;

    private final RequestHead head;
    private final Exchange exchange;
    private final HeldAnswer answer;
    private WireBody body = WireBody.IGNORED;
    private long received;
    private long readAway;
    private boolean continued;

    Incoming(RequestHead head, Exchange exchange) {
        this.head = head;
        this.exchange = exchange;
        this.answer = new HeldAnswer(exchange, this::answerBegins);
        if (head.bodyLength() == 0) {
            answer.release();
        }
    }

    HttpAnswer answer() {
        return answer;
    }

    Exchange exchange() {
        return exchange;
    }

    /** Where the body goes; true if the client waits to be told that it is wanted. */
    boolean goesTo(WireBody taker) {
        body = taker;
        continued = head.expectsContinue() && !answer.hasBegun();
        return continued;
    }

    /** Whether more of the body is to be read. */
    boolean isWanted() {
        return !answer.hasBegun() || !answer.isReleased() || head.bodyLength() == 0;
    }

    private void answerBegins() {
        boolean neverSent = head.expectsContinue() && !continued;
        boolean tooMuch = head.bodyLength() != RequestHead.CHUNKED && head.bodyLength() - received >= READ_AWAY;
        if (neverSent || tooMuch) {
            close();
        }
    }

    void piece(byte[] bytes) {
        received += bytes.length;
        if (!answer.hasBegun()) {
            body.piece(bytes);
            return;
        }
        readAway += bytes.length;
        if (readAway > READ_AWAY) {
            close();
        }
    }

    void end() {
        boolean wanted = !answer.hasBegun() || head.bodyLength() == 0;
        answer.release();
        if (wanted) {
            body.end();
        }
    }

    /** The rest will not come; true if the service has answered nevertheless. */
    boolean broken() {
        if (!answer.hasBegun()) {
            body.broken();
        }
        if (answer.hasBegun() && !answer.isReleased()) {
            close();
        }
        return answer.hasBegun();
    }

    private void close() {
        exchange.announceClose();
        answer.release();
    }
}
