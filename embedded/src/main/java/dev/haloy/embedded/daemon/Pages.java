package dev.haloy.embedded.daemon;

import dev.haloy.embedded.wire.WireAnswer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Answers that need no daemon: the proxy's page, and refusals. */
public final class Pages {
    private static final byte[] PAGE =
            "<!doctype html><title>503</title><h1>Service unavailable</h1>\n".getBytes(StandardCharsets.UTF_8);

    private Pages() {}

    /** Answers 503 with HTML. */
    public static void unavailable(WireAnswer answer) {
        answer.head(
                503,
                List.of(
                        Map.entry("Content-Type", "text/html; charset=utf-8"),
                        Map.entry("Content-Length", Integer.toString(PAGE.length))));
        answer.write(PAGE);
        answer.finish();
    }

    /** Answers 429 as the daemon does; {@code headers} are those of the route. */
    public static void tooManyRequests(WireAnswer answer, HeaderSet headers) {
        error(answer, headers, 429, "429 Too Many Requests");
    }

    /** Answers with an error as the daemon does; {@code headers} are those of the route. */
    public static void error(WireAnswer answer, HeaderSet headers, int status, String error) {
        new Reply(answer, false, headers).error(status, error);
    }
}
