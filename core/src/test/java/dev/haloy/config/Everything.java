package dev.haloy.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haloy.config.LoadedConfig.Format;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.tomlj.Toml;

/** A configuration in which everything is set, whether or not it makes sense together. */
final class Everything {
    private Everything() {}

    static AppConfig app() {
        TargetConfig target = target();
        return AppConfig.builder()
                .base(target)
                .targets(Map.of("live.eu", target))
                .images(Map.of("web", image()))
                .secretProviders(SecretProvidersConfig.builder()
                        .onePassword(Map.of(
                                "db",
                                OnePasswordSource.builder()
                                        .account("a")
                                        .vault("v")
                                        .item("i")
                                        .build()))
                        .sops(Map.of(
                                "dev",
                                SopsSource.builder()
                                        .file("dev.yaml")
                                        .format("yaml")
                                        .build()))
                        .build())
                .globalPreDeploy(List.of("make test"))
                .globalPostDeploy(List.of("echo \"done: $?\" # really"))
                .build();
    }

    private static TargetConfig target() {
        return TargetConfig.builder()
                .name("app")
                .preset("service")
                .image(image())
                .imageKey("web")
                .server("a.example:9922")
                .apiToken(both())
                .deploymentStrategy("rolling")
                .namingStrategy("static")
                .isProtected(false)
                .domains(List.of(DomainConfig.of("a.example", "b.example")))
                .acmeEmail("a@b.example")
                .env(List.of(
                        EnvVar.builder().name("A").source(both()).buildArg(true).build()))
                .healthCheckPath("/up")
                .minReadySeconds(0)
                .port("8080")
                .replicas(2)
                .volumes(List.of("data:/data"))
                .network("other")
                .preDeploy(List.of("  one\ntwo\t"))
                .postDeploy(List.of("true"))
                .build();
    }

    private static ImageConfig image() {
        return ImageConfig.builder()
                .repository("web")
                .tag("1.20")
                .pullPolicy("never")
                .history(HistoryConfig.builder()
                        .strategy("local")
                        .count(3)
                        .pattern("v*")
                        .build())
                .registry(RegistryConfig.builder()
                        .server("r.example")
                        .username(both())
                        .password(both())
                        .build())
                .build(true)
                .buildConfig(BuilderConfig.builder()
                        .context(".")
                        .dockerfile("Dockerfile")
                        .platform("linux/arm64")
                        .args(List.of(
                                BuildArg.builder().name("X").source(both()).build()))
                        .push("server")
                        .build())
                .build();
    }

    private static ValueSource both() {
        return ImmutableValueSource.builder()
                .value("a ")
                .fromEnv("B")
                .fromSecret("c:d.e")
                .build();
    }

    /** The configuration after it was written and read in a format. */
    static AppConfig readBack(AppConfig app, Format format) {
        String text = switch (format) {
            case YAML -> ConfigWriter.toYaml(app);
            case JSON -> json(app);
            case TOML -> Toml.toToml(ConfigWriter.tree(app, Format.TOML));
        };
        return ConfigLoader.parse(text, format, "written", Path.of("/project")).app();
    }

    private static String json(AppConfig app) {
        try {
            return new ObjectMapper().writeValueAsString(ConfigWriter.tree(app, Format.JSON));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
