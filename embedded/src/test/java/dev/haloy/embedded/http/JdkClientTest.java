package dev.haloy.embedded.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haloy.embedded.wire.WireService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JdkClientTest {
    private final SelectorLoop loop = new SelectorLoop(1);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void one_connection_serves_many_requests() throws Exception {
        try (HttpFront front = HttpFront.listen(loop, 0, Services.ECHO)) {
            for (int i = 0; i < 200; i++) {
                HttpRequest request = to(front, "/" + i)
                        .POST(
                                i % 2 == 0
                                        ? BodyPublishers.ofString("fixed")
                                        : BodyPublishers.fromPublisher(BodyPublishers.ofString("chunked")))
                        .build();
                assertThat(client.send(request, BodyHandlers.ofString()).body())
                        .isEqualTo("POST /" + i + (i % 2 == 0 ? " fixed" : " chunked"));
            }
            assertThat(front.openConnections()).isEqualTo(1);
        }
    }

    @Test
    void a_client_that_expects_100_is_served() throws Exception {
        try (HttpFront front = HttpFront.listen(loop, 0, Services.ECHO)) {
            HttpRequest request = to(front, "/x")
                    .expectContinue(true)
                    .POST(BodyPublishers.ofString("body"))
                    .build();
            assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo("POST /x body");
        }
    }

    @Test
    void a_large_upload_arrives_whole() throws Exception {
        byte[] upload = new byte[20 << 20];
        WireService service = (request, answer) -> Services.text(answer, Integer.toString(request.body().length));
        try (HttpFront front = HttpFront.listen(loop, 0, service)) {
            HttpRequest request =
                    to(front, "/").POST(BodyPublishers.ofByteArray(upload)).build();
            assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo("" + upload.length);
        }
    }

    @Test
    void lines_of_a_stream_arrive_one_by_one_and_its_end_is_an_end() throws Exception {
        WireService service = (request, answer) -> {
            answer.head(200, Services.STREAM);
            answer.write(Services.bytes(": keepalive\n\n"));
            loop.after(Duration.ofMillis(1), () -> {
                answer.write(Services.bytes("data: 1\n\ndata: 2\n\n"));
                answer.finish();
            });
        };
        try (HttpFront front = HttpFront.listen(loop, 0, service)) {
            HttpResponse<Stream<String>> response = client.send(to(front, "/").build(), BodyHandlers.ofLines());
            assertThat(response.headers().map().keySet()).contains("content-type", "transfer-encoding");
            assertThat(response.body()).containsExactly(": keepalive", "", "data: 1", "", "data: 2", "");
        }
    }

    @Test
    void a_cut_stream_is_an_error_after_its_lines() throws Exception {
        WireService service = (request, answer) -> {
            answer.head(200, Services.STREAM);
            answer.write(Services.bytes("data: 1\n\n"));
            answer.cut();
        };
        try (HttpFront front = HttpFront.listen(loop, 0, service)) {
            Stream<String> lines =
                    client.send(to(front, "/").build(), BodyHandlers.ofLines()).body();
            assertThatThrownBy(() -> lines.forEach(line -> {})).isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void a_reset_is_an_error_wherever_it_happens() {
        int length = Services.answerOf("GET / ").length();
        for (int bytes = 0; bytes < length; bytes += 5) {
            ByteFault fault = ByteFault.resetAfter(bytes);
            WireService service = (request, answer) -> {
                ((HttpAnswer) answer).fault(fault);
                Services.ECHO.handle(request, answer);
            };
            try (HttpFront front = HttpFront.listen(loop, 0, service)) {
                HttpRequest request = to(front, "/").build();
                assertThatThrownBy(() -> client.send(request, BodyHandlers.ofString()))
                        .isInstanceOf(IOException.class);
            }
        }
    }

    private static HttpRequest.Builder to(HttpFront front, String path) {
        return HttpRequest.newBuilder(URI.create(front.uri() + path)).timeout(Duration.ofSeconds(20));
    }
}
