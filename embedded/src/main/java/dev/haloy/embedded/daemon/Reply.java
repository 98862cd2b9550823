package dev.haloy.embedded.daemon;

import dev.haloy.embedded.wire.WireAnswer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** One answer, in the forms the daemon knows. */
final class Reply {
    private static final int BUFFER = 2048;

    private final WireAnswer answer;
    private final boolean headOnly;
    private final HeaderSet headers;
    private Runnable answered = () -> {};

    /** {@code headOnly}: the request was a HEAD. */
    Reply(WireAnswer answer, boolean headOnly, HeaderSet headers) {
        this.answer = answer;
        this.headOnly = headOnly;
        this.headers = headers;
    }

    /** Takes its time: if the daemon dies before the answer, the connection is cut. */
    void later(Lifetime life) {
        Runnable cut = answer::cut;
        life.atEnd(cut);
        answered = () -> life.notAtEnd(cut);
        answer.onGone(answered);
    }

    void json(CharSequence json) {
        json(200, json);
    }

    void json(int status, CharSequence json) {
        byte[] body = (json + "\n").getBytes(StandardCharsets.UTF_8);
        send(status, body.length < BUFFER ? Headers.sized(Headers.PLAIN_JSON, body) : Headers.PLAIN_JSON, body);
    }

    void accepted() {
        send(202, Headers.ACCEPTED, new byte[0]);
    }

    void noContent() {
        send(204, Headers.PLAIN, new byte[0]);
    }

    /** An error with one line of text. */
    void error(int status, String text) {
        byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
        send(status, errorHeaders(body), body);
    }

    void error(BadRequestException bad) {
        error(400, String.valueOf(bad.getMessage()));
    }

    /** The request was longer than allowed: the rest is not read, so the connection cannot go on. */
    void tooLong(int status, String text) {
        byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
        send(status, Headers.plus(errorHeaders(body), Map.entry("Connection", "close")), body);
    }

    private List<Map.Entry<String, String>> errorHeaders(byte[] body) {
        return switch (headers) {
            case PLAIN -> Headers.sized(Headers.PLAIN_TEXT, body);
            case STREAM -> Headers.STREAM_ERROR;
            case BARE -> Headers.sized(Headers.ROUTER, body);
        };
    }

    /** The router's own errors have fewer headers. */
    void routerError(int status, String text, List<Map.Entry<String, String>> more) {
        byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
        List<Map.Entry<String, String>> all = Headers.sized(Headers.ROUTER, body);
        all.addAll(more);
        send(status, all, body);
    }

    void redirect(String location) {
        byte[] body = ("<a href=\"" + location.replace("&", "&amp;") + "\">Temporary Redirect</a>.\n\n")
                .getBytes(StandardCharsets.UTF_8);
        send(
                307,
                List.of(
                        Map.entry("Content-Type", "text/html; charset=utf-8"),
                        Map.entry("Location", location),
                        Map.entry("Content-Length", Integer.toString(body.length))),
                body);
    }

    private void send(int status, List<Map.Entry<String, String>> all, byte[] body) {
        answered.run();
        answer.head(status, all);
        if (!headOnly) {
            answer.write(body);
        }
        answer.finish();
    }

    WireAnswer stream() {
        return answer;
    }
}
