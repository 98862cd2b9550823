package dev.haloy.embedded.http;

import dev.haloy.embedded.wire.WireAnswer;
import dev.haloy.embedded.wire.WireRequest;
import dev.haloy.embedded.wire.WireService;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Services for tests, and how tests wait. */
final class Services {
    static final String HOST = "Host: a\r\n";
    static final String GET = "GET / HTTP/1.1\r\n" + HOST + "\r\n";

    private Services() {}

    /** Says back what it was asked. */
    static final WireService ECHO =
            (request, answer) -> text(answer, request.method() + " " + request.target() + " " + body(request));

    static String body(WireRequest request) {
        return new String(request.body(), StandardCharsets.ISO_8859_1);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A complete answer with a length and without a date, so that its bytes are known. */
    static void text(WireAnswer answer, String text) {
        answer.head(200, List.of(Map.entry("Date", "D"), length(text)));
        answer.write(bytes(text));
        answer.finish();
    }

    static Map.Entry<String, String> length(String text) {
        return Map.entry("Content-Length", Integer.toString(text.length()));
    }

    /** What {@link #text} looks like to a client. */
    static String answerOf(String text) {
        return "HTTP/1.1 200 OK\r\nDate: D\r\nContent-Length: " + text.length() + "\r\n\r\n" + text;
    }

    static final List<Map.Entry<String, String>> STREAM =
            List.of(Map.entry("Content-Type", "text/event-stream"), Map.entry("Date", "D"));
    static final String STREAM_HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nDate: D\r\nTransfer-Encoding: chunked\r\n\r\n";

    static <T> T await(CompletableFuture<T> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }
}
