package dev.haloy.embedded.daemon;

import dev.haloy.embedded.wire.WireAnswer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Complete answers, in the forms the daemon knows. */
final class Reply {
    private static final int BUFFER = 2048;

    private final WireAnswer answer;
    private final boolean headOnly;

    /** {@code headOnly}: the request was a HEAD. */
    Reply(WireAnswer answer, boolean headOnly) {
        this.answer = answer;
        this.headOnly = headOnly;
    }

    void json(CharSequence json) {
        byte[] body = (json + "\n").getBytes(StandardCharsets.UTF_8);
        send(200, body.length < BUFFER ? Headers.sized(Headers.PLAIN_JSON, body) : Headers.PLAIN_JSON, body);
    }

    void accepted() {
        answer.head(202, Headers.ACCEPTED);
        answer.finish();
    }

    /** An error with one line of text; {@code stream}: on a route that streams. */
    void error(int status, String text, boolean stream) {
        byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
        send(status, stream ? Headers.STREAM_ERROR : Headers.sized(Headers.PLAIN_TEXT, body), body);
    }

    /** The router's own errors have fewer headers. */
    void routerError(int status, String text, List<Map.Entry<String, String>> more) {
        byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
        List<Map.Entry<String, String>> headers = Headers.sized(Headers.ROUTER, body);
        headers.addAll(more);
        send(status, headers, body);
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

    private void send(int status, List<Map.Entry<String, String>> headers, byte[] body) {
        answer.head(status, headers);
        if (!headOnly) {
            answer.write(body);
        }
        answer.finish();
    }

    WireAnswer stream() {
        return answer;
    }
}
