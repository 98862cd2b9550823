package dev.haloy.embedded.daemon;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The header sets the daemon sends. */
final class Headers {
    static final List<Map.Entry<String, String>> PLAIN = List.of(
            Map.entry("Cache-Control", "no-store, no-cache, must-revalidate"),
            Map.entry("Referrer-Policy", "strict-origin-when-cross-origin"),
            Map.entry("X-Content-Type-Options", "nosniff"),
            Map.entry("X-Frame-Options", "DENY"));
    static final List<Map.Entry<String, String>> STREAM = List.of(
            Map.entry("Access-Control-Allow-Origin", "*"),
            Map.entry("Cache-Control", "no-cache"),
            Map.entry("Connection", "keep-alive"),
            Map.entry("Referrer-Policy", "strict-origin-when-cross-origin"),
            Map.entry("X-Accel-Buffering", "no"),
            Map.entry("X-Buffering", "no"),
            Map.entry("X-Content-Type-Options", "nosniff"),
            Map.entry("X-Frame-Options", "DENY"));
    static final List<Map.Entry<String, String>> EVENT_STREAM =
            plus(STREAM, Map.entry("Content-Type", "text/event-stream"));
    static final List<Map.Entry<String, String>> STREAM_ERROR =
            plus(STREAM, Map.entry("Content-Type", "text/plain; charset=utf-8"));
    static final List<Map.Entry<String, String>> ROUTER = List.of(
            Map.entry("Content-Type", "text/plain; charset=utf-8"), Map.entry("X-Content-Type-Options", "nosniff"));
    static final List<Map.Entry<String, String>> ACCEPTED = plus(PLAIN, Map.entry("Content-Length", "0"));
    static final List<Map.Entry<String, String>> PLAIN_TEXT =
            plus(PLAIN, Map.entry("Content-Type", "text/plain; charset=utf-8"));
    static final List<Map.Entry<String, String>> PLAIN_JSON =
            plus(PLAIN, Map.entry("Content-Type", "application/json"));

    private Headers() {}

    static List<Map.Entry<String, String>> plus(List<Map.Entry<String, String>> set, Map.Entry<String, String> more) {
        List<Map.Entry<String, String>> headers = new ArrayList<>(set.size() + 1);
        headers.addAll(set);
        headers.add(more);
        return headers;
    }

    static List<Map.Entry<String, String>> sized(List<Map.Entry<String, String>> set, byte[] body) {
        return plus(set, Map.entry("Content-Length", Integer.toString(body.length)));
    }
}
