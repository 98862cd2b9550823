package dev.haloy.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haloy.config.LoadedConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeployBodyTest {
    private static final DeploymentId ID = new DeploymentId("01m83dsgpg5g0ex8kzxvfj5fxy");

    private static final String SMALL = """
            name: shop
            image: ghcr.io/org/shop:v2
            server: prod.example.com
            """;

    private static final String FULL = """
            name: shop
            preset: service
            protected: false
            naming_strategy: dynamic
            server: prod.example.com
            deployment_strategy: rolling
            acme_email: ops@example.com
            api_token: {from: {env: TOKEN}}
            min_ready_seconds: 7
            health_check_path: /up
            port: 9000
            replicas: 2
            network: backend
            volumes: ["data:/data"]
            domains: [{domain: shop.example.com, aliases: [www.example.com]}]
            image:
              repository: registry.example.com/org/shop
              tag: v2
              pull_policy: if_missing
              history: {strategy: local, count: 3}
              registry:
                server: registry.example.com
                username: {value: robot}
                password: {from: {env: REGISTRY_PASSWORD}}
            env:
              - {name: MODE, value: live}
              - {name: DATABASE_URL, from: {env: DATABASE_URL}}
              - {name: GREETING, value: "at ${DATABASE_URL}"}
            pre_deploy: [echo before]
            post_deploy: [echo after]
            secret_providers:
              onepassword:
                db: {account: acme, vault: Live, item: Database}
              sops:
                file: {file: secrets.enc.yaml, format: yaml}
            """;

    private static final Map<String, String> VARIABLES = Map.of(
            "DATABASE_URL", "postgres://user:hunter2@db",
            "REGISTRY_PASSWORD", "registry-password",
            "TOKEN", "token-of-the-file");

    private static JsonNode body(String yaml, Dialect dialect) {
        try {
            return new ObjectMapper().readTree(text(yaml, dialect));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(String yaml, Dialect dialect) {
        LoadedConfig loaded = ReadyTargets.load(yaml);
        byte[] bytes = DeployBody.encode(
                ReadyTargets.only(loaded, VARIABLES), loaded.app().secretProviders(), dialect, ID);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static List<String> keys(JsonNode node) {
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    @Test
    void a_request_has_an_id_and_the_target_twice() {
        JsonNode body = body(SMALL, Dialect.NEWEST);

        assertThat(keys(body)).containsExactlyInAnyOrder("deploymentID", "targetConfig", "rollbackDeployConfig");
        assertThat(body.path("deploymentID").asText()).isEqualTo(ID.value());
    }

    @Test
    void what_a_server_would_crash_without_is_always_sent() {
        JsonNode target = body(SMALL, Dialect.NEWEST).path("targetConfig");

        assertThat(target.path("replicas").isInt()).isTrue();
        assertThat(target.path("minReadySeconds").isInt()).isTrue();
        assertThat(target.path("port").isTextual()).isTrue();
        assertThat(target.at("/image/history/strategy").asText()).isEqualTo("local");
        assertThat(target.at("/image/history/count").asInt()).isEqualTo(6);
        assertThat(keys(target))
                .containsExactlyInAnyOrder(
                        "name",
                        "image",
                        "server",
                        "deploymentStrategy",
                        "healthCheckPath",
                        "minReadySeconds",
                        "port",
                        "replicas");
    }

    @Test
    void what_only_the_client_needs_stays_here() {
        String text = text(FULL, Dialect.NEWEST);

        assertThat(text).doesNotContain("echo before", "echo after", "token-of-the-file", "apiToken", "preDeploy");
    }

    @Test
    void everything_else_is_sent_to_the_newest_server() {
        JsonNode target = body(FULL, Dialect.NEWEST).path("targetConfig");

        assertThat(target.path("preset").asText()).isEqualTo("service");
        assertThat(target.path("protected").isBoolean()).isTrue();
        assertThat(target.path("namingStrategy").asText()).isEqualTo("dynamic");
        assertThat(target.path("minReadySeconds").asInt()).isEqualTo(7);
        assertThat(target.path("network").asText()).isEqualTo("backend");
        assertThat(target.at("/volumes/0").asText()).isEqualTo("data:/data");
        assertThat(target.at("/domains/0/aliases/0").asText()).isEqualTo("www.example.com");
        assertThat(target.at("/image/pullPolicy").asText()).isEqualTo("if_missing");
        assertThat(target.has("acmeEmail")).isFalse();
    }

    @Test
    void an_old_server_gets_the_contact_for_certificates() {
        assertThat(body(FULL, new Dialect(28)).at("/targetConfig/acmeEmail").asText())
                .isEqualTo("ops@example.com");
        assertThat(body(FULL, new Dialect(28))
                        .at("/rollbackDeployConfig/acmeEmail")
                        .asText())
                .isEqualTo("ops@example.com");
        assertThat(body(FULL, new Dialect(29)).at("/targetConfig").has("acmeEmail"))
                .isFalse();
    }

    @Test
    void a_server_gets_no_field_it_does_not_know() {
        assertThat(text(FULL, new Dialect(10)))
                .doesNotContain("preset", "namingStrategy", "protected", "minReadySeconds", "pullPolicy", "sops");
        assertThat(text(FULL, new Dialect(11))).contains("preset", "namingStrategy", "protected");
        assertThat(text(FULL, new Dialect(45))).doesNotContain("minReadySeconds");
        assertThat(text(FULL, new Dialect(46))).contains("minReadySeconds");
        assertThat(text(FULL, new Dialect(50))).contains("onepassword").doesNotContain("sops");
        assertThat(text(FULL, new Dialect(51))).contains("sops");
        assertThat(text(FULL, new Dialect(56))).doesNotContain("pullPolicy");
        assertThat(text(FULL, new Dialect(57))).contains("pullPolicy");
    }

    @Test
    void the_key_for_rollbacks_follows_the_release() {
        assertThat(body(SMALL, new Dialect(11)).has("rollbackAppConfig")).isTrue();
        assertThat(body(SMALL, new Dialect(12)).has("rollbackDeployConfig")).isTrue();
    }

    @Test
    void a_server_gets_values() {
        JsonNode target = body(FULL, Dialect.NEWEST).path("targetConfig");

        assertThat(target.at("/env/1/value").asText()).isEqualTo("postgres://user:hunter2@db");
        assertThat(target.at("/env/2/value").asText()).isEqualTo("at postgres://user:hunter2@db");
        assertThat(target.at("/image/registry/username/value").asText()).isEqualTo("robot");
        assertThat(target.at("/image/registry/password/value").asText()).isEqualTo("registry-password");
    }

    @Test
    void what_is_kept_for_rollbacks_has_references_and_no_values() {
        JsonNode rollback = body(FULL, Dialect.NEWEST).path("rollbackDeployConfig");

        assertThat(rollback.at("/env/1/from/env").asText()).isEqualTo("DATABASE_URL");
        assertThat(rollback.at("/env/2/value").asText()).isEqualTo("at ${DATABASE_URL}");
        assertThat(rollback.at("/image/registry/password/from/env").asText()).isEqualTo("REGISTRY_PASSWORD");
        assertThat(rollback.at("/secretProviders/onepassword/db/item").asText()).isEqualTo("Database");
        assertThat(rollback.at("/secretProviders/sops/file/file").asText()).isEqualTo("secrets.enc.yaml");
        assertThat(rollback.toString()).doesNotContain("hunter2", "registry-password");
    }

    @Test
    void nothing_is_ever_null() {
        assertThat(text(FULL, Dialect.NEWEST)).doesNotContain("null");
        assertThat(text(SMALL, new Dialect(5))).doesNotContain("null");
    }

    @Test
    void an_image_that_is_built_says_where_it_went() {
        String built = """
                name: shop
                server: prod.example.com
                image:
                  repository: shop
                  builder:
                    context: .
                    args: [{name: KEY, value: secret-build-argument}]
                """;

        JsonNode build = body(built, Dialect.NEWEST).at("/targetConfig/image/buildConfig");

        assertThat(build.toString()).isEqualTo("{\"push\":\"server\"}");
        assertThat(text(built, Dialect.NEWEST)).doesNotContain("secret-build-argument");
    }

    @Test
    void an_image_with_registry_credentials_goes_to_the_registry() {
        String built = """
                name: shop
                server: prod.example.com
                image:
                  repository: registry.example.com/shop
                  builder: {context: .}
                  registry:
                    username: {value: robot}
                    password: {from: {env: REGISTRY_PASSWORD}}
                """;

        assertThat(body(built, Dialect.NEWEST)
                        .at("/targetConfig/image/buildConfig/push")
                        .asText())
                .isEqualTo("registry");
    }

    @Test
    void an_image_from_a_registry_has_no_build_settings() {
        assertThat(body(SMALL, Dialect.NEWEST).at("/targetConfig/image").has("buildConfig"))
                .isFalse();
    }
}
