package dev.haloy.embedded.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestParserTest {
    private static final String HOST = "Host: a\r\n";
    private static final String CHUNKED = "POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n";

    @Test
    void a_request_without_a_body_is_complete_with_its_empty_line() {
        assertThat(read("GET /a?b=%zz HTTP/1.1\r\nHost: a\r\nX-One: 1\r\nx-one:  2 \r\n\r\n"))
                .containsExactly("GET /a?b=%zz {host=[a], x-one=[1, 2]} ''");
    }

    @Test
    void bare_line_feeds_end_lines_of_a_head() {
        assertThat(read("GET / HTTP/1.1\nHost: a\n\n")).containsExactly("GET / {host=[a]} ''");
    }

    @Test
    void a_line_that_begins_with_a_blank_goes_on_with_the_one_before() {
        assertThat(read("GET / HTTP/1.1\r\nHost: a\r\nA: x\r\n  y \r\n\r\n"))
                .containsExactly("GET / {host=[a], a=[x y]} ''");
    }

    @Test
    void of_an_absolute_target_path_and_query_are_left() {
        assertThat(read("GET http://h:1/p?q HTTP/1.1\r\nHost: a\r\n\r\n")).containsExactly("GET /p?q {host=[a]} ''");
        assertThat(read("GET http://h?q HTTP/1.1\r\nHost: a\r\n\r\n")).containsExactly("GET /?q {host=[a]} ''");
    }

    @Test
    void chunks_extensions_and_trailers_make_one_body() {
        String request = CHUNKED + "3;a=b\r\nabc\r\n1 \r\nd\r\n0A\r\n0123456789\r\n0;last\r\nX: y\r\nZ: 1\r\n\r\n";
        assertThat(read(request)).containsExactly("POST / {host=[a], transfer-encoding=[chunked]} 'abcd0123456789'");
    }

    @Test
    void a_length_stated_twice_alike_is_one_length() {
        String request = "POST / HTTP/1.1\r\n" + HOST + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc";
        assertThat(read(request)).containsExactly("POST / {host=[a], content-length=[3, 3]} 'abc'");
    }

    @Test
    void chunked_wins_over_a_length_and_does_not_exist_in_http_1_0() {
        assertThat(read("POST / HTTP/1.1\r\n" + HOST
                        + "Content-Length: 9\r\nTransfer-Encoding: CHUNKED\r\n\r\n1\r\nx\r\n0\r\n\r\n"))
                .containsExactly("POST / {host=[a], content-length=[9], transfer-encoding=[CHUNKED]} 'x'");
        assertThat(read("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"))
                .containsExactly("POST / {transfer-encoding=[chunked]} ''");
    }

    @Test
    void one_line_end_behind_a_post_body_is_forgiven() {
        String post = "POST / HTTP/1.1\r\n" + HOST + "Content-Length: 3\r\n\r\nabc";
        String get = "GET / HTTP/1.1\r\n" + HOST + "\r\n";
        assertThat(read(post + "\r\n" + get)).hasSize(2).last().isEqualTo("GET / {host=[a]} ''");
        assertThat(read(post + "\r\n\r\n\r\n" + get)).last().isEqualTo("400 Bad Request");
        assertThat(read(post.replace("POST", "PUT") + "\r\n" + get)).last().isEqualTo("400 Bad Request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n",
                "GET\r\n",
                "GET /\r\n",
                "GET  / HTTP/1.1\r\n",
                "GET / HTTP/1.1 \r\n",
                "GET / HTTP/1.10\r\n",
                "GET / http/1.1\r\n",
                "G@T / HTTP/1.1\r\n",
                "GET x HTTP/1.1\r\n",
                "GET ?q HTTP/1.1\r\n",
                "GET /%zz HTTP/1.1\r\n",
                "GET /\u007f HTTP/1.1\r\n",
                "GET / HTTP/1.1\r\n A: x\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\n: c\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nnocolon\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nA: \u0001\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nA: b\r c\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3, 3\r\n\r\nabc",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +3\r\n\r\nabc",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n\r\nabc",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\nabc",
            })
    void a_malformed_head_is_a_plain_400(String text) {
        assertThat(read(text)).containsExactly("400 Bad Request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3\nabc\r\n0\r\n\r\n",
                "3\r\nabc\n0\r\n\r\n",
                "3\r\r\nabc\r\n0\r\n\r\n",
                "0\r\nT\u00b1: 1\r\n\r\n",
                "3\r\nabcd\r\n0\r\n\r\n",
                "z\r\nabc\r\n0\r\n\r\n",
                "-1\r\nabc\r\n0\r\n\r\n",
                "1 ;x\r\na\r\n0\r\n\r\n",
                "\r\nabc\r\n0\r\n\r\n",
                "00000000000000003\r\nabc\r\n0\r\n\r\n",
                "3\r\nabc\r\n0\r\nbad trailer\r\n\r\n",
                "3\r\nabc\r\n0\r\nX: y\n\n",
            })
    void a_malformed_chunked_body_is_a_plain_400(String body) {
        assertThat(read(CHUNKED + body)).containsExactly("400 Bad Request");
    }

    @Test
    void some_errors_have_texts_of_their_own() {
        assertThat(read("GET / HTTP/1.1\r\n\r\n")).containsExactly("400 Bad Request: missing required Host header");
        assertThat(read("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"))
                .containsExactly("400 Bad Request: malformed Host header");
        assertThat(read("GET / HTTP/1.1\r\nHost: a\r\nA : c\r\n\r\n"))
                .containsExactly("400 Bad Request: invalid header name");
        assertThat(read("GET / HTTP/2.0\r\nHost: a\r\n\r\n"))
                .containsExactly("505 HTTP Version Not Supported: unsupported protocol version");
        assertThat(read("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n"))
                .containsExactly("Unsupported transfer encoding");
        assertThat(read("POST / HTTP/1.1\r\nHost: a\r\nExpect: wonders\r\n\r\n"))
                .containsExactly("417");
    }

    @Test
    void a_head_over_the_limit_is_a_431_and_one_at_the_limit_is_none() {
        int limit = HttpLimits.ofDefaults().headBytes();
        String start = "GET / HTTP/1.1\r\nHost: a\r\nA: ";
        String fits = start + "x".repeat(limit - start.length() - 4) + "\r\n\r\n";
        assertThat(read(fits)).singleElement().asString().startsWith("GET / ");
        assertThat(read(start + "x".repeat(limit))).containsExactly("431 Request Header Fields Too Large");
    }

    @Test
    void a_body_over_the_limit_is_a_413_before_it_is_read() {
        HttpLimits small = HttpLimits.ofDefaults().withBodyBytes(4);
        String fixed = "POST / HTTP/1.1\r\n" + HOST + "Content-Length: ";
        assertThat(read(fixed + "4\r\n\r\nabcd", small))
                .singleElement()
                .asString()
                .endsWith("'abcd'");
        assertThat(read(fixed + "5\r\n\r\n", small)).containsExactly("413 Request Entity Too Large");
        assertThat(read(CHUNKED + "2\r\nab\r\n3\r\n", small)).containsExactly("413 Request Entity Too Large");
        assertThat(read(CHUNKED + "ffffffffffffffff\r\n", small)).containsExactly("413 Request Entity Too Large");
    }

    @Test
    void extensions_without_end_are_refused() {
        String chunk = "1;" + "x".repeat(4000) + "\r\nb\r\n";
        assertThat(read(CHUNKED + chunk.repeat(3) + "0\r\n\r\n"))
                .singleElement()
                .asString()
                .endsWith("'bbb'");
        assertThat(read(CHUNKED + chunk.repeat(10))).containsExactly("400 Bad Request");
        assertThat(read(CHUNKED + "1;" + "x".repeat(5000))).containsExactly("400 Bad Request");
        assertThat(read(CHUNKED + "0\r\n" + "X: y\r\n".repeat(1000))).containsExactly("400 Bad Request");
    }

    @Test
    void where_the_bytes_are_split_makes_no_difference() {
        String all = CHUNKED + "3;a=b\r\nabc\r\n1\r\nd\r\n0\r\nX: y\r\n\r\n\r\nGET /1 HTTP/1.1\r\n" + HOST + "\r\n"
                + "PUT /2 HTTP/1.0\r\nContent-Length: 5\r\nA: x\r\n  y \r\n\r\nhelloHEAD * HTTP/1.1\nHost:\n\n"
                + "GET / HTTP/9.9\r\n\r\n";
        List<String> whole = read(all);
        assertThat(whole).hasSize(5);
        for (int split = 0; split <= all.length(); split++) {
            assertThat(readPieces(List.of(all.substring(0, split), all.substring(split))))
                    .as("split at %d", split)
                    .isEqualTo(whole);
        }
        assertThat(readPieces(List.of(all.split("")))).isEqualTo(whole);
    }

    @Test
    void garbage_is_refused_or_waited_for_but_never_thrown_at() {
        for (int seed = 0; seed < 3000; seed++) {
            RandomGenerator random = new Random(seed);
            String garbage = Garbage.text(random);
            assertThat(read(garbage)).as("seed %d", seed).isEqualTo(readPieces(Garbage.pieces(garbage, random)));
        }
    }

    private static String explanation(Refusal refusal) {
        return refusal instanceof Refusal.Plain plain ? plain.body() : "417";
    }

    private static List<String> read(String text) {
        return read(text, HttpLimits.ofDefaults());
    }

    private static List<String> read(String text, HttpLimits limits) {
        return readPieces(List.of(text), limits);
    }

    private static List<String> readPieces(List<String> pieces) {
        return readPieces(pieces, HttpLimits.ofDefaults());
    }

    private static List<String> readPieces(List<String> pieces, HttpLimits limits) {
        RequestParser parser = new RequestParser(limits);
        List<String> seen = new ArrayList<>();
        StringBuilder request = new StringBuilder();
        for (String piece : pieces) {
            ByteBuffer bytes = ByteBuffer.wrap(piece.getBytes(StandardCharsets.ISO_8859_1));
            for (Step step = parser.next(bytes); step != Step.More.MORE; step = parser.next(bytes)) {
                if (step instanceof Step.Refused refused) {
                    seen.add(explanation(refused.refusal()));
                    return seen;
                } else if (step instanceof Step.HeadRead read) {
                    RequestHead head = read.head();
                    request.append(head.method()).append(' ').append(head.target());
                    request.append(' ').append(head.headers()).append(" '");
                } else if (step instanceof Step.Piece body) {
                    request.append(new String(body.bytes(), StandardCharsets.ISO_8859_1));
                } else if (step == Step.Complete.COMPLETE) {
                    seen.add(request.append('\'').toString());
                    request.setLength(0);
                }
            }
        }
        return seen;
    }
}
