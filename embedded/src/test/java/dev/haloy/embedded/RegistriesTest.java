package dev.haloy.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistriesTest {
    private static final String LOGIN =
            "{\"server\":\" HTTPS://Registry.example.test/v1/ \",\"username\":\"bot\",\"password\":\"s3cret-<pw>\"}";

    private final World world = new World();

    @Test
    void a_login_is_listed_under_its_plain_name_and_never_with_its_password() {
        assertThat(world.get("/v1/registries").body()).isEqualTo("{\"registries\":[]}\n");
        HttpResponse<String> answer = world.post("/v1/registries/login", LOGIN);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"server\":\"registry.example.test\",\"username\":\"bot\"}\n");
        world.post("/v1/registries/login", "{\"server\":\"index.docker.io\",\"username\":\"a\",\"password\":\"b\"}");
        assertThat(world.get("/v1/registries").body())
                .isEqualTo("{\"registries\":[{\"server\":\"docker.io\",\"username\":\"a\"},"
                        + "{\"server\":\"registry.example.test\",\"username\":\"bot\"}]}\n");
        assertThat(String.join("\n", world.haloyd.log())).doesNotContain("s3cret");
    }

    @Test
    void logins_survive_the_daemon_and_end_with_a_logout() {
        world.post("/v1/registries/login", LOGIN);
        world.haloyd.restart();
        world.time.advance(Duration.ofSeconds(10));
        HttpResponse<String> out = world.post("/v1/registries/logout", "{\"server\":\"registry.example.test\"}");
        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(out.body()).isEmpty();
        assertThat(out.headers().map()).doesNotContainKeys("content-type", "content-length");
        assertThat(world.post("/v1/registries/logout", "{\"server\":\"registry.example.test\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(world.post("/v1/registries/logout", "{\"server\":\"\"}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void refused_credentials_are_not_stored() {
        world.haloyd.registry("registry.example.test").account("bot", "other");
        HttpResponse<String> answer = world.post("/v1/registries/login", LOGIN);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("s3cret");
        assertThat(world.get("/v1/registries").body()).contains("[]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"username\":\"a\",\"password\":\"b\"}",
                "{\"server\":\"https://\",\"username\":\"a\",\"password\":\"b\"}",
                "{\"server\":\"r\",\"password\":\"b\"}",
                "{\"server\":\"r\",\"username\":\"a\"}",
                "{\"server\":\"r\",\"username\":\"a\",\"password\":\"b\",\"email\":\"c\"}"
            })
    void all_parts_of_a_login_are_needed(String body) {
        assertThat(world.post("/v1/registries/login", body).statusCode()).isEqualTo(400);
    }

    @Test
    void pulls_use_the_login_of_the_server_or_of_the_request() {
        world.haloyd.registry("registry.example.test").account("bot", "s3cret-<pw>");
        assertThat(deploys(body -> {})).isFalse();
        assertThat(deploys(image -> image.withObject("/registry/username").put("value", "bot")))
                .isFalse();
        assertThat(deploys(image -> {
                    image.withObject("/registry/username").put("value", "bot");
                    image.withObject("/registry/password").put("value", "s3cret-<pw>");
                }))
                .isTrue();
        world.post("/v1/registries/login", LOGIN);
        assertThat(deploys(body -> {})).isTrue();
    }

    private boolean deploys(Consumer<ObjectNode> change) {
        world.haloyd.image("registry.example.test/shop:v2").pullTakes(Duration.ofSeconds(1));
        DeployBody body = world.body("shop").replace().target(target -> {
            ObjectNode image = target.withObject("/image");
            image.put("repository", "registry.example.test/shop").put("pullPolicy", "always");
            change.accept(image);
        });
        HttpResponse<String> answer = world.post("/v1/deploy", body.json());
        return answer.statusCode() == 202
                && world.followDeployment(body.id()).toEnd().succeeded();
    }

    @Test
    void older_daemons_have_no_registries() {
        World old = new World(options -> options.version("v0.1.0-beta.56"));
        assertThat(old.get("/v1/registries").statusCode()).isEqualTo(404);
    }
}
