package dev.haloy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.config.AppConfig;
import dev.haloy.config.ConfigLoader;
import dev.haloy.config.EnvVar;
import dev.haloy.config.LoadedConfig.Format;
import dev.haloy.config.SecretProvidersConfig;
import dev.haloy.config.SopsSource;
import dev.haloy.config.ValueSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AppTest {
    @Test
    void java_says_what_the_file_says() {
        App app = Haloy.app("my-app")
                .image("ghcr.io/my-org/my-app")
                .image(i -> i.tag("latest").pullPolicy("always"))
                .env("LOG_LEVEL", "info")
                .port(8080)
                .replicas(2)
                .globalPreDeploy("make test")
                .globalPostDeploy("make cleanup")
                .namedImage("db", i -> i.repository("postgres:17"))
                .secretProviders(SecretProvidersConfig.builder()
                        .sops(Map.of(
                                "prod",
                                SopsSource.builder().file("secrets.yaml").build()))
                        .build())
                .target(
                        "production",
                        t -> t.server("prod.haloy.com")
                                .image(i -> i.tag("v1.2.3"))
                                .domain("my-app.com", "www.my-app.com")
                                .replicas(3)
                                .env("DATABASE_URL", ValueSource.secret("sops:prod:url"))
                                .volume("data:/data")
                                .preDeploy("make migrate")
                                .protect())
                .target(
                        "database",
                        t -> t.server("prod.haloy.com")
                                .imageKey("db")
                                .with(s -> s.preset("database").network("private")));

        assertThat(app.config()).isEqualTo(fromFile("""
                name: my-app
                image: {repository: ghcr.io/my-org/my-app, tag: latest, pull_policy: always}
                env: [{name: LOG_LEVEL, value: info}]
                port: "8080"
                replicas: 2
                global_pre_deploy: [make test]
                global_post_deploy: [make cleanup]
                images: {db: {repository: "postgres:17"}}
                secret_providers: {sops: {prod: {file: secrets.yaml}}}
                targets:
                  production:
                    server: prod.haloy.com
                    image: {tag: v1.2.3}
                    domains: [{domain: my-app.com, aliases: [www.my-app.com]}]
                    replicas: 3
                    env: [{name: DATABASE_URL, from: {secret: "sops:prod:url"}}]
                    volumes: ["data:/data"]
                    pre_deploy: [make migrate]
                    protected: true
                  database:
                    server: prod.haloy.com
                    image_key: db
                    preset: database
                    network: private
                """));
    }

    @Test
    void a_description_written_as_a_file_reads_back_as_itself() {
        App app = Haloy.app("my-app")
                .image("ghcr.io/my-org/my-app:v1")
                .env("GREETING", "yes: no\n# two lines")
                .target("eu", t -> t.server("eu.example.com").domain("eu.example.com"));

        assertThat(fromFile(app.toYaml())).isEqualTo(app.config());
    }

    @Test
    void a_shared_half_finished_description_is_not_changed_by_finishing_it() {
        App half = Haloy.app("my-app").image("nginx");

        App one = half.server("one.example.com");
        App two = half.server("two.example.com").env("A", "b");

        assertThat(half.config().base().server()).isEmpty();
        assertThat(one.config().base().server()).hasValue("one.example.com");
        assertThat(one.config().base().env()).isEmpty();
        assertThat(two.config().base().server()).hasValue("two.example.com");
    }

    @Test
    void a_second_value_for_a_variable_replaces_the_first_in_its_place() {
        App app = Haloy.app("a").env("X", "1").env("Y", "2").env("X", "3");

        assertThat(app.config().base().env()).isEqualTo(List.of(EnvVar.of("X", "3"), EnvVar.of("Y", "2")));
    }

    @Test
    void naming_a_target_again_goes_on_describing_it() {
        App app = Haloy.app("a")
                .target("eu", t -> t.server("eu.example.com"))
                .target("us", t -> t.server("us.example.com"))
                .target("eu", t -> t.replicas(2));

        assertThat(app.config().targets().keySet()).containsExactly("eu", "us");
        assertThat(app.config().targets().get("eu").server()).hasValue("eu.example.com");
        assertThat(app.config().targets().get("eu").replicas()).hasValue(2);
    }

    private static AppConfig fromFile(String yaml) {
        return ConfigLoader.parse(yaml, Format.YAML, "haloy.yaml", Path.of("folder"))
                .app();
    }
}
