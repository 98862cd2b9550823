package dev.haloy.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haloy.embedded.script.Quirk;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** One server in virtual time and the least a client needs. */
final class World implements AutoCloseable {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final ObjectMapper JSON = new ObjectMapper();

    final VirtualTime time = VirtualTime.startingAt(START);
    final EmbeddedHaloyds servers = EmbeddedHaloyds.inMemory(time);
    final EmbeddedHaloyd haloyd;
    final HttpClient client = servers.httpClient();
    private int deployments;

    World() {
        this(options -> options.without(Quirk.RATE_LIMIT));
    }

    World(UnaryOperator<HaloydOptions> setUp) {
        haloyd = servers.add("haloy.example.test", "secret-token", setUp);
    }

    static World withAllQuirks() {
        return new World(options -> options);
    }

    HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(URI.create("https://haloy.example.test" + target))
                .header("Authorization", "Bearer secret-token");
    }

    HttpResponse<String> get(String target) {
        return send(request(target));
    }

    HttpResponse<String> post(String target, String body) {
        return send(request(target).POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), BodyHandlers.ofString()).join();
    }

    LogStream follow(String target) {
        return new LogStream(this, target);
    }

    LogStream followDeployment(String id) {
        return follow("/v1/deploy/" + id + "/logs");
    }

    /** A fresh id, greater than all before. */
    String newId() {
        deployments++;
        return DeploymentIds.of(time.instant().toEpochMilli() + deployments, deployments);
    }

    /** Posts a deployment and checks that it is accepted. */
    String deploy(DeployBody body) {
        HttpResponse<String> answer = post("/v1/deploy", body.json());
        if (answer.statusCode() != 202) {
            throw new AssertionError("Not accepted: " + answer.statusCode() + " " + answer.body());
        }
        return body.id();
    }

    DeployBody body(String app) {
        return DeployBody.of(newId(), app);
    }

    /** Deploys and lets a minute pass. */
    String deployAndWait(DeployBody body) {
        String id = deploy(body);
        time.advance(Duration.ofMinutes(1));
        return id;
    }

    JsonNode status(String app) {
        return parse(get("/v1/status/" + app).body());
    }

    /** {@code state id}, or the status code if it is not 200. */
    String statusLine(String app) {
        HttpResponse<String> answer = get("/v1/status/" + app);
        if (answer.statusCode() != 200) {
            return Integer.toString(answer.statusCode());
        }
        JsonNode json = parse(answer.body());
        return json.get("state").asText() + " " + json.get("deploymentId").asText();
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException broken) {
            throw new AssertionError("No JSON: " + json, broken);
        }
    }

    @Override
    public void close() {
        servers.close();
    }
}
