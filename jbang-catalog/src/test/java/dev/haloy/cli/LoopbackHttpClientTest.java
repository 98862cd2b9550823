package dev.haloy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haloy.embedded.http.HttpFront;
import dev.haloy.embedded.http.SelectorLoop;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoopbackHttpClientTest {
    @Test
    void leads_a_known_host_to_its_stand_in_with_path_and_query() throws Exception {
        try (HttpFront front = HttpFront.listen(new SelectorLoop(1), 0, (request, answer) -> {
            byte[] body = request.target().getBytes(StandardCharsets.UTF_8);
            answer.head(200, List.of(Map.entry("Content-Length", Integer.toString(body.length))));
            answer.write(body);
            answer.finish();
        })) {
            HttpClient client =
                    new LoopbackHttpClient(HttpClient.newHttpClient(), Map.of("prod.haloy.com", front.uri()));

            String body = client.sendAsync(get("https://prod.haloy.com/v1/status/a%2Fb?x=1"), BodyHandlers.ofString())
                    .get(30, TimeUnit.SECONDS)
                    .body();

            assertThat(body).isEqualTo("/v1/status/a%2Fb?x=1");
        }
    }

    @Test
    void refuses_every_other_host_and_names_those_it_knows() {
        HttpClient client = new LoopbackHttpClient(
                HttpClient.newHttpClient(), Map.of("prod.haloy.com", URI.create("http://127.0.0.1:1")));

        assertThatThrownBy(() -> client.sendAsync(get("https://example.com/"), BodyHandlers.ofString())
                        .get(30, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ConnectException.class)
                .hasMessageContaining("example.com is not one of the servers here: prod.haloy.com");
    }

    private static HttpRequest get(String uri) {
        return HttpRequest.newBuilder(URI.create(uri)).build();
    }
}
