package dev.haloy.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haloy.embedded.wire.WireAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One recorded exchange between the original client and the original server. The folder of the recordings is a copy; the
 * system property {@code haloy.conformance.wire} names another one.
 */
record Recording(String scenario, int number, JsonNode json) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern OURS = Pattern.compile("GET /v1/version"
            + "|POST /v1/deploy"
            + "|GET /v1/deploy/[^/]+/logs"
            + "|GET /v1/server-logs"
            + "|GET /v1/status/[^/]+");

    static List<Recording> all() {
        try (Stream<Path> folders = Files.list(root())) {
            return folders.filter(Files::isDirectory)
                    .sorted()
                    .flatMap(folder -> read(folder).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        String elsewhere = System.getProperty("haloy.conformance.wire", "");
        try {
            return elsewhere.isEmpty()
                    ? Path.of(Objects.requireNonNull(Recording.class.getResource("/conformance/wire"))
                            .toURI())
                    : Path.of(elsewhere);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Recording> read(Path folder) {
        try {
            List<Recording> exchanges = new ArrayList<>();
            for (JsonNode exchange :
                    MAPPER.readTree(folder.resolve("exchanges.json").toFile())) {
                exchanges.add(new Recording(folder.getFileName().toString(), exchanges.size(), exchange));
            }
            return exchanges;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String method() {
        return json.at("/request/method").asText();
    }

    String path() {
        return json.at("/request/path").asText();
    }

    String lastSegment() {
        return path().substring(path().lastIndexOf('/') + 1);
    }

    /** The parameters of the query. */
    Map<String, String> query() {
        return query("?" + json.at("/request/query").asText());
    }

    /** The parameters of a path with a query. */
    static Map<String, String> query(String target) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String each : target.substring(target.indexOf('?') + 1).split("&", -1)) {
            if (target.contains("?") && each.contains("=")) {
                parameters.put(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
            }
        }
        return parameters;
    }

    /** Whether it is about deployments, versions, statuses and logs of servers. */
    boolean isOurs() {
        return OURS.matcher(method() + " " + path()).matches();
    }

    /** Whether the client makes calls like this one at all. */
    boolean isReplayed() {
        return isOurs() || isTunnel() || RouteCall.of(this).isPresent();
    }

    boolean isTunnel() {
        return path().startsWith("/v1/tunnel/");
    }

    /** What went through a tunnel in one direction. */
    String tunnelled(String direction) {
        return json.at("/response/tunnel").path(direction).path("text").asText();
    }

    byte[] requestBody() {
        return bytes(json.at("/request/body"));
    }

    int status() {
        return json.at("/response/status").asInt();
    }

    JsonNode body() {
        return json.at("/response/body");
    }

    boolean isStream() {
        return json.at("/response").has("events");
    }

    /** The JSON of the entries of a stream. */
    List<JsonNode> entries() {
        List<JsonNode> entries = new ArrayList<>();
        for (JsonNode event : json.at("/response/events")) {
            String line = event.path("line").asText();
            if (line.startsWith("data: ")) {
                entries.add(parse(line.substring("data: ".length())));
            }
        }
        return entries;
    }

    /** Says again what the server said; a refusal perhaps in other words. */
    void answer(WireAnswer answer, boolean inOtherWords) {
        byte[] body = inOtherWords
                ? "Deployed successfully, nothing to worry about\n".getBytes(StandardCharsets.UTF_8)
                : bytes(body());
        List<Map.Entry<String, String>> headers = new ArrayList<>(headers());
        headers.removeIf(header -> List.of("date", "connection", "transfer-encoding", "content-length")
                .contains(header.getKey()));
        if (isStream()) {
            answer.head(status(), headers);
            json.at("/response/events")
                    .forEach(event ->
                            answer.write((event.path("line").asText() + "\n\n").getBytes(StandardCharsets.UTF_8)));
        } else {
            headers.add(Map.entry("Content-Length", Integer.toString(body.length)));
            answer.head(status(), headers);
            answer.write(body);
        }
        answer.finish();
    }

    /** The headers of the answer. */
    List<Map.Entry<String, String>> headers() {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        json.at("/response/headers")
                .properties()
                .forEach(header ->
                        headers.add(Map.entry(header.getKey(), header.getValue().asText())));
        return headers;
    }

    private static byte[] bytes(JsonNode body) {
        if (body.isNull() || body.isMissingNode()) {
            return new byte[0];
        }
        return (body.isTextual() ? body.asText() : body + "\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return scenario + "[" + number + "] " + method() + " " + path() + " -> " + status();
    }
}
