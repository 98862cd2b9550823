package dev.haloy.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.embedded.script.Fate;
import dev.haloy.embedded.script.Quirk;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which deploy requests are accepted, refused, or deadly. */
class DeployRequestTest {
    private final World world = new World();

    private int post(String body) {
        return world.post("/v1/deploy", body).statusCode();
    }

    private static Arguments change(String what, Consumer<ObjectNode> change) {
        return Arguments.of(what, change);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                change("unknown key", t -> t.put("colour", "red")),
                change("unknown nested key", t -> t.withObject("/image").put("layers", 1)),
                change("port as number", t -> t.put("port", 8080)),
                change("port out of range", t -> t.put("port", "70000")),
                change("port as word", t -> t.put("port", "http")),
                change("replicas as text", t -> t.put("replicas", "1")),
                change("replicas as fraction", t -> t.put("replicas", 1.0)),
                change("no replicas", t -> t.put("replicas", 0)),
                change("image as text", t -> t.put("image", "shop:v2")),
                change("no repository", t -> t.withObject("/image").remove("repository")),
                change("image and imageKey", t -> t.put("imageKey", "web")),
                change("unknown pull policy", t -> t.withObject("/image").put("pullPolicy", "sometimes")),
                change("unknown history", t -> t.withObject("/image/history").put("strategy", "forever")),
                change(
                        "history without count",
                        t -> t.withObject("/image/history").remove("count")),
                change(
                        "registry history without pattern",
                        t -> t.withObject("/image/history").put("strategy", "registry")),
                change("no name", t -> t.remove("name")),
                change("name with blank", t -> t.put("name", "my shop")),
                change("no server", t -> t.put("server", "")),
                change("ready seconds too many", t -> t.put("minReadySeconds", 601)),
                change("relative health path", t -> t.put("healthCheckPath", "health")),
                change("unknown strategy", t -> t.put("deploymentStrategy", "canary")),
                change("static names under rolling", t -> t.put("namingStrategy", "static")),
                change("the preset default", t -> t.put("preset", "default")),
                change(
                        "domain of one label",
                        t -> t.putArray("domains").addObject().put("domain", "localhost")),
                change(
                        "domain with underscore",
                        t -> t.putArray("domains").addObject().put("domain", "a_b.test")),
                change(
                        "empty value",
                        t -> t.putArray("env").addObject().put("name", "A").put("value", "")),
                change("value without name", t -> t.putArray("env").addObject().put("value", "b")),
                change("value and reference", t -> {
                    ObjectNode variable =
                            t.putArray("env").addObject().put("name", "A").put("value", "b");
                    variable.putObject("from").put("env", "B");
                }),
                change("relative volume", t -> t.putArray("volumes").add("./data:/data")),
                change("volume without target", t -> t.putArray("volumes").add("data")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refuses(String what, Consumer<ObjectNode> change) {
        HttpResponse<String> answer =
                world.post("/v1/deploy", world.body("shop").target(change).json());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).endsWith("\n").hasLineCount(1);
        world.time.advance(Duration.ofSeconds(10));
        assertThat(world.haloyd.containers("shop")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "  ", "{", "{\"deploymentID\":", "nonsense", "[]", "\"text\"", "null", "{}", "{\"x\":1}"})
    void refuses_what_is_no_request(String body) {
        assertThat(post(body)).isEqualTo(400);
    }

    @Test
    void refuses_an_empty_id() {
        assertThat(post(DeployBody.of("", "shop").json())).isEqualTo(400);
    }

    static Stream<Arguments> acceptances() {
        return Stream.of(
                change(
                        "null for absent",
                        t -> t.putNull("network").putNull("env").putNull("protected")),
                change("keys in another case", t -> t.set("REPLICAS", t.remove("replicas"))),
                change("a reference instead of a value", t -> {
                    ObjectNode variable = t.putArray("env").addObject().put("name", "A");
                    variable.putObject("from").put("secret", "vault:a:b");
                }),
                change("everything that may be there", t -> {
                    t.put("preset", "service").put("protected", true).put("network", "back");
                    t.putArray("preDeploy").add("true");
                    t.putArray("volumes").add("data:/data:ro");
                    t.putObject("apiToken").put("value", "x");
                    t.withObject("/image/registry/username").put("value", "u");
                    t.withObject("/image/registry/password").put("value", "p");
                    t.withObject("/image/buildConfig").put("context", ".").put("push", "registry");
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("acceptances")
    void accepts(String what, Consumer<ObjectNode> change) {
        DeployBody body = world.body("shop").target(change);
        HttpResponse<String> answer = world.post("/v1/deploy", body.json());
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEmpty();
        world.time.advance(Duration.ofSeconds(10));
        assertThat(world.haloyd.fate(body.id())).isEqualTo(Fate.RUNNING);
    }

    @Test
    void accepts_garbage_after_the_request_and_takes_the_last_of_two_equal_keys() {
        String json = world.body("shop").json();
        assertThat(post(json + " trailing garbage")).isEqualTo(202);
        String twice = world.body("other").json().replaceFirst("\\{", "{\"deploymentID\":\"first\",");
        assertThat(post(twice)).isEqualTo(202);
        world.time.advance(Duration.ofSeconds(10));
        assertThat(world.haloyd.fate("first")).isEqualTo(Fate.NEVER_STARTED);
    }

    static Stream<Arguments> deadly() {
        return Stream.of(
                change("no image", t -> t.remove("image")),
                change("no replicas", t -> t.remove("replicas")),
                change("no minReadySeconds", t -> t.remove("minReadySeconds")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("deadly")
    void dies_of_an_incomplete_target(String what, Consumer<ObjectNode> change) {
        dies(world.body("shop").target(change));
    }

    static Stream<Arguments> deadlyHistories() {
        return Stream.of(
                change("no history", t -> t.withObject("/image").remove("history")),
                change("no count", t -> t.withObject("/image/history").remove("count")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("deadlyHistories")
    void dies_of_an_incomplete_history_after_its_containers_have_started(String what, Consumer<ObjectNode> change) {
        String id = dies(world.body("shop").domain("shop.example.test").stored(change));
        assertThat(world.haloyd.fate(id)).isEqualTo(Fate.RUNNING);
        assertThat(world.haloyd.declaredEnds(id)).isEmpty();
    }

    private String dies(DeployBody body) {
        LogStream server = world.follow("/v1/server-logs");
        world.time.runDue();
        assertThat(post(body.json())).isEqualTo(202);
        world.time.advance(Duration.ofSeconds(1));
        assertThat(server.wasCut()).isTrue();
        HttpResponse<String> down = world.get("/v1/version");
        assertThat(down.statusCode()).isEqualTo(503);
        assertThat(down.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
        world.time.advance(Duration.ofSeconds(6));
        assertThat(world.get("/v1/version").statusCode()).isEqualTo(200);
        LogStream again = world.follow("/v1/server-logs");
        world.time.advance(Duration.ofSeconds(1));
        assertThat(again.entries).anyMatch(entry -> entry.has("isHaloydInitComplete"));
        return body.id();
    }

    @Test
    void without_the_quirk_incomplete_requests_are_refused() {
        World careful = new World(options -> options.without(Quirk.CRASH_ON_INCOMPLETE, Quirk.RATE_LIMIT));
        for (String key : new String[] {"image", "replicas", "minReadySeconds"}) {
            DeployBody body = careful.body("shop").target(target -> target.remove(key));
            assertThat(careful.post("/v1/deploy", body.json()).statusCode()).isEqualTo(400);
        }
        DeployBody body = careful.body("shop")
                .stored(stored -> stored.withObject("/image").remove("history"));
        assertThat(careful.post("/v1/deploy", body.json()).statusCode()).isEqualTo(400);
    }

    @Test
    void an_absent_rollback_config_is_harmless() {
        DeployBody body = world.body("shop");
        body.root().remove("rollbackDeployConfig");
        String id = world.deployAndWait(body);
        assertThat(world.haloyd.fate(id)).isEqualTo(Fate.RUNNING);
    }
}
