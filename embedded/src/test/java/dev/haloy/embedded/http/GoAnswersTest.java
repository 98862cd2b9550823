package dev.haloy.embedded.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.embedded.wire.WireService;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Replays {@code go-answers.txt}. */
class GoAnswersTest {
    private static final String BODY_REFUSED = "HTTP/1.1 400 Bad Request\\r\\n";
    private static final WireService ECHO = (request, answer) -> {
        String text = request.method() + " " + request.target() + " " + Services.body(request);
        answer.head(
                200, List.of(Services.length(text), Map.entry("Content-Type", "text/plain"), Map.entry("Date", "now")));
        answer.write(Services.bytes(text));
        answer.finish();
    };

    @ParameterizedTest
    @MethodSource("recordings")
    void every_byte_is_what_go_would_have_sent(String request, String expected) {
        try (HttpFront front = HttpFront.listen(SelectorLoop.shared(), 0, ECHO);
                RawClient client = RawClient.connect(front)) {
            String seen = escape(client.send(unescape(request)).endInput().readAll())
                    .replaceAll("Date: [A-Z][a-z].*? GMT", "Date: now");
            // There the service reads the body and here the front does: a broken one is the recorder's end without an
            // answer, and our plain 400.
            boolean bodyRefused = seen.startsWith(expected + BODY_REFUSED);
            assertThat(bodyRefused ? expected : seen).isEqualTo(expected);
        }
    }

    static Stream<Arguments> recordings() throws IOException {
        try (InputStream file = Objects.requireNonNull(GoAnswersTest.class.getResourceAsStream("go-answers.txt"))) {
            List<String> lines = new String(file.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.substring(2))
                    .toList();
            return IntStream.range(0, lines.size() / 2)
                    .mapToObj(i -> Arguments.of(lines.get(2 * i), lines.get(2 * i + 1)));
        }
    }

    private static String unescape(String line) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) != '\\') {
                text.append(line.charAt(i));
                continue;
            }
            i++;
            switch (line.charAt(i)) {
                case 'r' -> text.append('\r');
                case 'n' -> text.append('\n');
                case 'x' -> {
                    text.append((char) Integer.parseInt(line.substring(i + 1, i + 3), 16));
                    i += 2;
                }
                default -> text.append(line.charAt(i));
            }
        }
        return text.toString();
    }

    private static String escape(String text) {
        StringBuilder line = new StringBuilder();
        for (char c : text.toCharArray()) {
            switch (c) {
                case '\r' -> line.append("\\r");
                case '\n' -> line.append("\\n");
                case '\\' -> line.append("\\\\");
                default -> line.append(c < ' ' || c > '~' ? String.format("\\x%02x", (int) c) : String.valueOf(c));
            }
        }
        return line.toString();
    }
}
