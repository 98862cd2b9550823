package dev.haloy.client;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a server answers to the wish for a tunnel. A refusal leaves the connection open, so its text must be read by its length: who
 * reads to the end waits for a minute.
 *
 * @param status the HTTP status
 * @param bodyAt where the head is over, and the tunnel or the text begins
 */
record UpgradeAnswer(int status, int bodyAt) {
    private static final String HEAD_END = "\r\n\r\n";
    private static final String LENGTH = "content-length:";

    /** Reads it; empty if more of it must come first. */
    static Optional<UpgradeAnswer> read(byte[] bytes, int count, boolean ended) {
        String text = new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
        int end = text.indexOf(HEAD_END);
        if (end < 0) {
            return Optional.empty();
        }
        String head = text.substring(0, end);
        UpgradeAnswer answer = new UpgradeAnswer(status(head), end + HEAD_END.length());
        boolean whole = answer.isTunnel() || ended || count - answer.bodyAt >= length(head);
        return whole ? Optional.of(answer) : Optional.empty();
    }

    /** Some versions say 200 where 101 is meant. */
    boolean isTunnel() {
        return status == 101 || status == 200;
    }

    /** What is no HTTP at all counts as the status of a broken gateway. */
    private static int status(String head) {
        String[] words = head.lines().findFirst().orElse("").split(" ", 3);
        boolean http = words.length > 1 && words[0].startsWith("HTTP/1.") && words[1].matches("[1-5]\\d\\d");
        return http ? Integer.parseInt(words[1]) : 502;
    }

    /** A text without a length is not waited for. */
    private static int length(String head) {
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, LENGTH, 0, LENGTH.length()))
                .map(line -> line.substring(LENGTH.length()).strip())
                .filter(digits -> digits.matches("\\d{1,5}"))
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(0);
    }
}
