package dev.haloy.embedded.http;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** What a server must survive: noise, and requests in which something is wrong. */
final class Garbage {
    private static final List<String> WORDS = List.of(
            "GET ",
            "POST ",
            "HEAD ",
            "/",
            "/x?y=%41",
            "*",
            " HTTP/1.1",
            " HTTP/1.0",
            " HTTP/2.0",
            "\r\n",
            "\n",
            "\r",
            "\r\n\r\n",
            "Host: a\r\n",
            "Host",
            ": ",
            "Content-Length: ",
            "Transfer-Encoding: chunked\r\n",
            "Connection: close\r\n",
            "Connection: keep-alive\r\n",
            "Expect: 100-continue\r\n",
            "0",
            "5",
            "ffff",
            "-1",
            "0\r\n\r\n",
            "5\r\nhello\r\n",
            ";ext=1",
            " ",
            "\t",
            "\u0000",
            "\u00ff",
            "99999999999999999999",
            "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");

    private Garbage() {}

    static String text(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        int words = 1 + random.nextInt(20);
        for (int i = 0; i < words; i++) {
            if (random.nextInt(8) == 0) {
                random.ints(random.nextInt(30), 0, 256).forEach(b -> text.append((char) b));
            } else {
                text.append(WORDS.get(random.nextInt(WORDS.size())));
            }
        }
        return text.toString();
    }

    static List<String> pieces(String text, RandomGenerator random) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int to = Math.min(text.length(), from + 1 + random.nextInt(12));
            pieces.add(text.substring(from, to));
            from = to;
        }
        return pieces;
    }
}
