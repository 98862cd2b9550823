package dev.haloy.embedded.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Status line and headers of an answer, and what follows from them for the rest.
 *
 * @param bytes as they go out
 * @param body how the body is framed
 * @param length of the body, if that is its framing
 * @param keepAlive whether the connection can be used again
 */
record AnswerHead(byte[] bytes, Body body, long length, boolean keepAlive) {

    /** How a client sees where a body ends. */
    enum Body {
        NONE,
        LENGTH,
        CHUNKED,
        UNTIL_CLOSE
    }

    /** Puts the head together. {@code Date}, {@code Connection}, {@code Transfer-Encoding} come last, as in Go. */
    static AnswerHead of(RequestHead request, int status, List<Map.Entry<String, String>> given, String date) {
        Body body = framing(request, status, given);
        boolean keepAlive = request.keepAlive() && body != Body.UNTIL_CLOSE && !asksToClose(given);
        List<Map.Entry<String, String>> headers = new ArrayList<>(given);
        drop(headers, "transfer-encoding");
        if (!has(given, "date")) {
            headers.add(Map.entry("Date", date));
        }
        addConnection(headers, request, keepAlive, body);
        if (body == Body.CHUNKED) {
            drop(headers, "content-length");
            headers.add(Map.entry("Transfer-Encoding", "chunked"));
        }
        long length = body == Body.LENGTH ? contentLength(given) : 0;
        return new AnswerHead(text(request.http11() ? "1.1" : "1.0", status, headers), body, length, keepAlive);
    }

    /** A head with these headers and no others. */
    static byte[] exactly(int status, List<Map.Entry<String, String>> headers) {
        return text("1.1", status, headers);
    }

    private static Body framing(RequestHead request, int status, List<Map.Entry<String, String>> given) {
        if (request.method().equals("HEAD") || status == 204 || status == 304) {
            return Body.NONE;
        }
        if (has(given, "content-length") && !has(given, "transfer-encoding")) {
            return Body.LENGTH;
        }
        return request.http11() ? Body.CHUNKED : Body.UNTIL_CLOSE;
    }

    private static void addConnection(
            List<Map.Entry<String, String>> headers, RequestHead request, boolean keepAlive, Body body) {
        if (keepAlive) {
            if (!request.http11() && !has(headers, "connection")) {
                headers.add(Map.entry("Connection", "keep-alive"));
            }
        } else if (!asksToClose(headers)) {
            drop(headers, "connection");
            if (request.http11() && body != Body.UNTIL_CLOSE) {
                headers.add(Map.entry("Connection", "close"));
            }
        }
    }

    private static boolean asksToClose(List<Map.Entry<String, String>> headers) {
        return headers.stream()
                .filter(header -> isNamed(header, "connection"))
                .anyMatch(header -> header.getValue().toLowerCase(Locale.ROOT).contains("close"));
    }

    private static long contentLength(List<Map.Entry<String, String>> headers) {
        return headers.stream()
                .filter(header -> isNamed(header, "content-length"))
                .mapToLong(header -> Long.parseLong(header.getValue()))
                .findFirst()
                .orElse(0);
    }

    private static boolean has(List<Map.Entry<String, String>> headers, String name) {
        return headers.stream().anyMatch(header -> isNamed(header, name));
    }

    private static void drop(List<Map.Entry<String, String>> headers, String name) {
        headers.removeIf(header -> isNamed(header, name));
    }

    private static boolean isNamed(Map.Entry<String, String> header, String name) {
        return header.getKey().equalsIgnoreCase(name);
    }

    private static byte[] text(String version, int status, List<Map.Entry<String, String>> headers) {
        StringBuilder text = new StringBuilder(256);
        text.append("HTTP/").append(version).append(' ').append(status).append(' ');
        text.append(ReasonPhrases.of(status)).append("\r\n");
        for (Map.Entry<String, String> header : headers) {
            text.append(header.getKey()).append(": ").append(oneLine(header.getValue()));
            text.append("\r\n");
        }
        return text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A line end in a value would make a second header of its rest. */
    private static String oneLine(String value) {
        return value.replace('\r', ' ').replace('\n', ' ');
    }
}
