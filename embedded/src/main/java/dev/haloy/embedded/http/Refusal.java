package dev.haloy.embedded.http;

import java.nio.charset.StandardCharsets;

/** The answer to something that is not a request, or not one that anybody can answer. */
sealed interface Refusal {
    Refusal BAD_REQUEST = of(400);

    /** The bytes to send before the connection is closed. */
    byte[] bytes(String date);

    static Refusal of(int status) {
        String line = status + " " + ReasonPhrases.of(status);
        return new Plain(line, line);
    }

    static Refusal of(int status, String explanation) {
        String line = status + " " + ReasonPhrases.of(status) + ": " + explanation;
        return new Plain(line, line);
    }

    static Refusal unsupportedTransferEncoding() {
        return new Plain("501 " + ReasonPhrases.of(501), "Unsupported transfer encoding");
    }

    /** Go writes most of them past its usual machinery: no date, no length, the explanation in the status line too. */
    record Plain(String line, String body) implements Refusal {
        @Override
        public byte[] bytes(String date) {
            String head =
                    "HTTP/1.1 " + line + "\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n";
            return (head + body).getBytes(StandardCharsets.US_ASCII);
        }
    }

    /** The client expects something other than a {@code 100}; this one is an ordinary answer without a body. */
    record ExpectationFailed(boolean http11) implements Refusal {
        @Override
        public byte[] bytes(String date) {
            String head = (http11 ? "HTTP/1.1" : "HTTP/1.0") + " 417 Expectation Failed\r\nConnection: close\r\nDate: "
                    + date + "\r\nContent-Length: 0\r\n\r\n";
            return head.getBytes(StandardCharsets.US_ASCII);
        }
    }
}
