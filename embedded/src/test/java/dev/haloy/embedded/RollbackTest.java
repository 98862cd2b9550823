package dev.haloy.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haloy.embedded.script.Behaviour;
import dev.haloy.embedded.script.Fate;
import dev.haloy.embedded.script.Quirk;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RollbackTest {
    private final World world = new World();

    private String rollback(String to, String id) {
        return "{\"targetDeploymentID\":\"" + to + "\",\"newDeploymentID\":\"" + id + "\",\"newTargetConfig\":"
                + target(to) + "}";
    }

    private String target(String tag) {
        return World.parse(world.body("shop")
                        .domain("shop.example.test")
                        .target(target -> target.withObject("/image")
                                .put("repository", "shop")
                                .put("tag", tag))
                        .json())
                .get("targetConfig")
                .toString();
    }

    private List<String> listed() {
        List<String> ids = new ArrayList<>();
        World.parse(world.get("/v1/rollback/shop").body())
                .get("targets")
                .forEach(target -> ids.add(target.get("DeploymentID").asText()));
        return ids;
    }

    @Test
    void nothing_to_roll_back_to_is_null() {
        assertThat(world.get("/v1/rollback/nobody").body()).isEqualTo("{\"targets\":null}\n");
        world.haloyd.app("shop").running("v1");
        assertThat(world.get("/v1/rollback/shop").body()).isEqualTo("{\"targets\":null}\n");
    }

    @Test
    void lists_what_ran_before_newest_first_with_the_image_that_was_deployed() {
        String old = world.haloyd.app("shop").ranBefore("v0");
        world.haloyd.app("shop").running("v1");
        String current = world.haloyd.running("shop").orElseThrow().deploymentId();
        String next = world.deployAndWait(world.body("shop")
                .domain("shop.example.test")
                .stored(config ->
                        config.putArray("env").addObject().put("name", "A").put("value", "<&>")));
        assertThat(listed()).containsExactly(current, old);
        world.haloyd.app("shop").nextDeployment(Behaviour.failsHealthCheck());
        String failed = world.deployAndWait(world.body("shop").domain("shop.example.test"));
        assertThat(listed()).containsExactly(failed, current, old);
        String last = world.deployAndWait(world.body("shop").domain("shop.example.test"));
        assertThat(listed()).containsExactly(failed, next, current, old).doesNotContain(last);
        String answer = world.get("/v1/rollback/shop").body();
        assertThat(answer).contains("\"value\":\"\\u003c\\u0026\\u003e\"");
        JsonNode entry = World.parse(answer).get("targets").get(1);
        assertThat(entry.get("ImageID").asText()).isEmpty();
        assertThat(entry.get("ImageRef").asText()).isEqualTo("shop:" + next);
        JsonNode image = entry.get("RawDeployConfig").get("image");
        assertThat(image.get("tag").asText()).isEqualTo(next);
        assertThat(image.get("history").get("count").asInt()).isEqualTo(6);
    }

    @Test
    void does_not_list_versions_whose_image_is_gone() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ids.add(world.deployAndWait(world.body("shop")
                    .replace()
                    .stored(config -> config.withObject("/image/history").put("count", 3))));
        }
        assertThat(listed()).containsExactly(ids.get(2), ids.get(1));
        assertThat(world.post("/v1/images/prune", "{\"appName\":\"shop\",\"keep\":2,\"apply\":true}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(listed()).containsExactly(ids.get(2));
    }

    @Test
    void without_docker_there_is_no_list() {
        world.haloyd.dockerReachable(false);
        assertThat(world.get("/v1/rollback/shop").statusCode()).isEqualTo(500);
    }

    @Test
    void brings_an_earlier_version_back_under_a_new_id() {
        String old = world.haloyd.app("shop").ranBefore("v0");
        world.haloyd.app("shop").running("v1", 1, "shop.example.test");
        String id = world.newId();
        HttpResponse<String> answer = world.post("/v1/rollback", rollback(old, id));
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEmpty();
        LogStream stream = world.followDeployment(id).toEnd();
        assertThat(stream.succeeded()).isTrue();
        assertThat(stream.entries)
                .anyMatch(entry ->
                        entry.json().path("appName").asText().equals("shop") && !entry.has("isDeploymentComplete"));
        assertThat(world.statusLine("shop")).isEqualTo("running " + id);
        assertThat(world.haloyd.fate(id)).isEqualTo(Fate.RUNNING);
        assertThat(listed()).contains(old);
    }

    @Test
    void behaves_as_that_version_did() {
        world.haloyd.image("shop:v0").unhealthy();
        String old = world.haloyd.app("shop").ranBefore("v0");
        world.haloyd.app("shop").running("v1", 1, "shop.example.test");
        String id = world.newId();
        world.post("/v1/rollback", rollback(old, id));
        assertThat(world.followDeployment(id).toEnd().failed()).isTrue();
    }

    @Test
    void one_that_cannot_start_never_says_that_it_has_ended() {
        world.haloyd.app("shop").running("v1", 1, "shop.example.test");
        String id = world.newId();
        assertThat(world.post("/v1/rollback", rollback("01nowhere", id)).statusCode())
                .isEqualTo(202);
        LogStream stream = world.followDeployment(id);
        world.time.advance(Duration.ofMinutes(10));
        assertThat(stream.isOpen()).isTrue();
        assertThat(stream.last().level()).isEqualTo("ERROR");
        assertThat(stream.last().field("error")).isNotEmpty();
        assertThat(stream.failed()).isFalse();
        assertThat(world.haloyd.fate(id)).isEqualTo(Fate.NEVER_STARTED);
    }

    @Test
    void one_that_fails_on_its_way_to_the_containers_is_as_silent() {
        String old = world.haloyd.app("shop").ranBefore("v0");
        world.haloyd.app("shop").nextDeployment(Behaviour.imageMissing());
        String id = world.newId();
        world.post("/v1/rollback", rollback(old, id));
        LogStream stream = world.followDeployment(id);
        world.time.advance(Duration.ofMinutes(10));
        assertThat(stream.isOpen()).isTrue();
        assertThat(stream.last().level()).isEqualTo("ERROR");
        assertThat(world.haloyd.fate(id)).isEqualTo(Fate.FAILED);
        assertThat(world.haloyd.declaredEnds(id)).isEmpty();
    }

    @Test
    void the_silence_can_be_left_out() {
        World kind = new World(options -> options.without(Quirk.ROLLBACK_WITHOUT_MARKER, Quirk.RATE_LIMIT));
        String id = kind.newId();
        kind.post("/v1/rollback", rollback("01nowhere", id));
        assertThat(kind.followDeployment(id).toEnd().failed()).isTrue();
    }

    @Test
    void incomplete_requests_are_refused() {
        assertThat(world.post("/v1/rollback", "{}").statusCode()).isEqualTo(400);
        assertThat(world.post("/v1/rollback", rollback("", "01x")).statusCode()).isEqualTo(400);
        assertThat(world.post("/v1/rollback", rollback("01x", "")).statusCode()).isEqualTo(400);
        assertThat(world.post("/v1/rollback", "{\"targetDeploymentID\":\"a\",\"newDeploymentID\":\"b\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void registry_history_cannot_be_rolled_back_to() {
        DeployBody body = world.body("shop").domain("shop.example.test");
        body.target(target ->
                target.withObject("/image/history").put("strategy", "registry").put("pattern", "v"));
        body.stored(target ->
                target.withObject("/image/history").put("strategy", "registry").put("pattern", "v"));
        String first = world.deployAndWait(body);
        DeployBody second = world.body("shop").domain("shop.example.test");
        second.stored(target ->
                target.withObject("/image/history").put("strategy", "registry").put("pattern", "v"));
        world.deployAndWait(second);
        assertThat(listed()).containsExactly(first);
        String id = world.newId();
        world.post(
                "/v1/rollback", rollback(first, id).replace("\"pullPolicy\":\"never\"", "\"pullPolicy\":\"always\""));
        LogStream stream = world.followDeployment(id);
        world.time.advance(Duration.ofMinutes(2));
        assertThat(stream.last().level()).isEqualTo("ERROR");
        assertThat(stream.last().field("error")).contains("pulled");
    }
}
