package dev.haloy.embedded.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerHeadTest {
    private static final RequestHead GET = new RequestHead("GET", "/", true, Map.of(), true, 0, false);
    private static final RequestHead CLOSE = new RequestHead("GET", "/", true, Map.of(), false, 0, false);
    private static final RequestHead HEAD = new RequestHead("HEAD", "/", true, Map.of(), true, 0, false);
    private static final RequestHead OLD = new RequestHead("GET", "/", false, Map.of(), false, 0, false);
    private static final RequestHead OLD_KEEP = new RequestHead("GET", "/", false, Map.of(), true, 0, false);

    @Test
    void headers_keep_order_and_spelling_and_the_date_follows() {
        AnswerHead head = head(GET, 404, "x-B: 2", "X-a: 1", "Content-Length: 5");
        assertThat(text(head)).isEqualTo("HTTP/1.1 404 Not Found\nx-B: 2\nX-a: 1\nContent-Length: 5\nDate: now\n\n");
        assertThat(head.body()).isEqualTo(AnswerHead.Body.LENGTH);
        assertThat(head.length()).isEqualTo(5);
        assertThat(head.keepAlive()).isTrue();
    }

    @Test
    void a_given_date_stays_where_it_is() {
        assertThat(text(head(GET, 200, "Date: then", "Content-Length: 0")))
                .isEqualTo("HTTP/1.1 200 OK\nDate: then\nContent-Length: 0\n\n");
    }

    @Test
    void without_a_length_the_body_is_chunked_and_that_is_said_last_and_once() {
        AnswerHead head = head(GET, 200, "Connection: keep-alive", "Transfer-Encoding: chunked", "X-B: 1");
        assertThat(text(head))
                .isEqualTo(
                        "HTTP/1.1 200 OK\nConnection: keep-alive\nX-B: 1\nDate: now\nTransfer-Encoding: chunked\n\n");
        assertThat(head.body()).isEqualTo(AnswerHead.Body.CHUNKED);
    }

    @Test
    void a_client_that_wants_to_close_is_told_so_in_place_of_keep_alive() {
        AnswerHead head = head(CLOSE, 200, "Connection: keep-alive", "X-B: 1");
        assertThat(text(head))
                .isEqualTo("HTTP/1.1 200 OK\nX-B: 1\nDate: now\nConnection: close\nTransfer-Encoding: chunked\n\n");
        assertThat(head.keepAlive()).isFalse();
    }

    @Test
    void a_service_can_ask_to_close() {
        AnswerHead head = head(GET, 400, "Connection: close", "Content-Length: 0");
        assertThat(text(head))
                .isEqualTo("HTTP/1.1 400 Bad Request\nConnection: close\nContent-Length: 0\nDate: now\n\n");
        assertThat(head.keepAlive()).isFalse();
    }

    @Test
    void an_old_client_gets_a_length_or_the_end_of_the_connection() {
        AnswerHead stream = head(OLD_KEEP, 200, "Connection: keep-alive", "Transfer-Encoding: chunked", "X-B: 1");
        assertThat(text(stream)).isEqualTo("HTTP/1.0 200 OK\nX-B: 1\nDate: now\n\n");
        assertThat(stream.body()).isEqualTo(AnswerHead.Body.UNTIL_CLOSE);
        assertThat(stream.keepAlive()).isFalse();

        assertThat(text(head(OLD_KEEP, 200, "Content-Length: 1")))
                .isEqualTo("HTTP/1.0 200 OK\nContent-Length: 1\nDate: now\nConnection: keep-alive\n\n");
        assertThat(text(head(OLD, 200, "Content-Length: 1")))
                .isEqualTo("HTTP/1.0 200 OK\nContent-Length: 1\nDate: now\n\n");
        assertThat(text(head(OLD_KEEP, 204)))
                .isEqualTo("HTTP/1.0 204 No Content\nDate: now\nConnection: keep-alive\n\n");
    }

    @Test
    void head_requests_and_some_statuses_have_no_body_and_no_chunks() {
        assertThat(text(head(HEAD, 200, "Connection: keep-alive", "Transfer-Encoding: chunked", "X-B: 1")))
                .isEqualTo("HTTP/1.1 200 OK\nConnection: keep-alive\nX-B: 1\nDate: now\n\n");
        assertThat(text(head(HEAD, 200, "Content-Length: 7"))).contains("Content-Length: 7");
        assertThat(text(head(GET, 204))).isEqualTo("HTTP/1.1 204 No Content\nDate: now\n\n");
        assertThat(head(GET, 304).body()).isEqualTo(AnswerHead.Body.NONE);
    }

    @Test
    void a_value_cannot_smuggle_a_header_in() {
        assertThat(text(head(GET, 200, "X: a\r\nY: b", "Content-Length: 0"))).contains("X: a  Y: b\n");
    }

    @Test
    void unknown_statuses_are_named_as_go_names_them() {
        assertThat(text(head(GET, 599, "Content-Length: 0"))).startsWith("HTTP/1.1 599 status code 599\n");
    }

    private static AnswerHead head(RequestHead request, int status, String... headers) {
        List<Map.Entry<String, String>> entries = new ArrayList<>();
        for (String header : headers) {
            int colon = header.indexOf(": ");
            entries.add(Map.entry(header.substring(0, colon), header.substring(colon + 2)));
        }
        return AnswerHead.of(request, status, entries, "now");
    }

    private static String text(AnswerHead head) {
        return new String(head.bytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
