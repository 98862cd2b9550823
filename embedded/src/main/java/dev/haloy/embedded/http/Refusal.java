package dev.haloy.embedded.http;

import java.nio.charset.StandardCharsets;

/**
 * The answer to something that is not a request. Go writes it past its usual machinery: no date, no length, and the
 * explanation is part of the status line as well.
 */
record Refusal(int status, String line, String body) {
    static final Refusal BAD_REQUEST = Refusal.of(400);

    static Refusal of(int status) {
        String line = status + " " + ReasonPhrases.of(status);
        return new Refusal(status, line, line);
    }

    static Refusal of(int status, String explanation) {
        String line = status + " " + ReasonPhrases.of(status) + ": " + explanation;
        return new Refusal(status, line, line);
    }

    static Refusal unsupportedTransferEncoding() {
        return new Refusal(501, "501 " + ReasonPhrases.of(501), "Unsupported transfer encoding");
    }

    byte[] bytes() {
        String text =
                "HTTP/1.1 " + line + "\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n" + body;
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
