package dev.haloy.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haloy.config.AppConfig;
import dev.haloy.config.BuilderConfig;
import dev.haloy.config.ConfigException;
import dev.haloy.config.DomainConfig;
import dev.haloy.config.EnvVar;
import dev.haloy.config.ImageConfig;
import dev.haloy.config.LoadedConfig;
import dev.haloy.config.TargetConfig;
import dev.haloy.error.KeyPath;
import dev.haloy.error.Problem;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResolverTest {
    private static final TargetConfig BASE = TargetConfig.builder()
            .name("my-app")
            .image(ImageConfig.builder()
                    .repository("ghcr.io/my-org/my-app")
                    .tag("latest")
                    .build())
            .replicas(2)
            .env(List.of(EnvVar.of("LOG_LEVEL", "info")))
            .build();

    @Test
    void a_target_inherits_the_top_level_and_overrides_it_field_by_field() {
        ResolvedTarget target = only(
                BASE,
                TargetConfig.builder()
                        .server("prod.haloy.com")
                        .image(ImageConfig.builder().tag("v1.2.3").build())
                        .build());

        assertThat(target.name()).isEqualTo("my-app");
        assertThat(target.image().reference()).isEqualTo("ghcr.io/my-org/my-app:v1.2.3");
        assertThat(target.replicas()).isEqualTo(2);
        assertThat(target.port()).isEqualTo("8080");
    }

    @Test
    void variables_are_merged_by_name_and_keep_the_position_of_the_top_level() {
        ResolvedTarget target = only(
                BASE,
                TargetConfig.builder()
                        .server("prod.haloy.com")
                        .env(List.of(EnvVar.of("NODE_ENV", "production"), EnvVar.of("LOG_LEVEL", "warn")))
                        .build());

        assertThat(target.env()).containsExactly(EnvVar.of("LOG_LEVEL", "warn"), EnvVar.of("NODE_ENV", "production"));
    }

    @Test
    void an_empty_list_clears_what_would_be_inherited() {
        TargetConfig base = TargetConfig.builder(BASE)
                .domains(List.of(DomainConfig.of("my-app.com")))
                .build();

        ResolvedTarget target = only(
                base,
                TargetConfig.builder()
                        .server("prod.haloy.com")
                        .domains(List.of())
                        .build());

        assertThat(target.domains()).isEmpty();
    }

    @Test
    void a_builder_is_merged_field_by_field() {
        TargetConfig base = TargetConfig.builder(BASE)
                .image(ImageConfig.builder()
                        .repository("press")
                        .buildConfig(BuilderConfig.builder().context("app").build())
                        .build())
                .build();
        ResolvedTarget target = only(
                base,
                TargetConfig.builder()
                        .server("prod.haloy.com")
                        .image(ImageConfig.builder()
                                .buildConfig(
                                        BuilderConfig.builder().push("server").build())
                                .build())
                        .build());

        BuilderConfig builder = target.image().buildConfig().orElseThrow();
        assertThat(builder.context()).contains("app");
        assertThat(builder.push()).contains("server");
    }

    @Test
    void a_preset_in_one_target_does_not_reach_its_siblings() {
        Map<String, TargetConfig> targets = new LinkedHashMap<>();
        targets.put(
                "db",
                TargetConfig.builder().name("db").preset("database").replicas(1).build());
        targets.put("web", TargetConfig.builder().name("web").build());
        LoadedConfig loaded = file(BASE, targets);

        List<ResolvedTarget> resolved = Resolver.resolve(
                        loaded, TargetSelection.allIncludingProtected(), ResolveOptions.defaults())
                .targets();

        assertThat(resolved.get(0).image().history().strategy()).isEqualTo("none");
        assertThat(resolved.get(0).isProtected()).contains(true);
        assertThat(resolved.get(1).image().history().strategy()).isEqualTo("local");
        assertThat(resolved.get(1).image().pullPolicy()).isEmpty();
    }

    @Test
    void protected_targets_are_left_out_of_all_and_their_mistakes_are_not_looked_at() {
        Map<String, TargetConfig> targets = new LinkedHashMap<>();
        targets.put("db", TargetConfig.builder().isProtected(true).port("x").build());
        targets.put("web", TargetConfig.builder().build());

        Resolution resolution = Resolver.resolve(file(BASE, targets), TargetSelection.all(), ResolveOptions.defaults());

        assertThat(resolution.skippedProtected()).containsExactly("db");
        assertThat(resolution.targets()).extracting(ResolvedTarget::key).containsExactly("web");
    }

    @Test
    void every_problem_is_reported_at_once_and_an_inherited_one_only_once() {
        TargetConfig base = TargetConfig.builder(BASE).healthCheckPath("up").build();
        Map<String, TargetConfig> targets = new LinkedHashMap<>();
        targets.put(
                "a", TargetConfig.builder().server("a.example.net").port("0").build());
        targets.put(
                "b", TargetConfig.builder().server("b.example.net").replicas(0).build());

        assertThatThrownBy(() -> Resolver.resolve(
                        file(base, targets), TargetSelection.allIncludingProtected(), ResolveOptions.defaults()))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        e -> assertThat(e.problems())
                                .filteredOn(Problem::isError)
                                .extracting(problem -> problem.rule() + " " + problem.path())
                                .containsExactlyInAnyOrder(
                                        "V38 health_check_path", "V36 targets.a.port", "V39 targets.b.replicas"));
    }

    @Test
    void a_conflict_with_an_inherited_setting_is_reported_there_and_names_the_targets_own_one() {
        TargetConfig base = TargetConfig.builder(BASE)
                .replicas(1)
                .deploymentStrategy("rolling")
                .build();
        TargetConfig target = TargetConfig.builder()
                .server("s.example.net")
                .namingStrategy("static")
                .build();

        List<Problem> problems = Resolver.validate(file(base, Map.of("db", target)), ResolveOptions.defaults());

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.rule()).isEqualTo("V28");
            assertThat(problem.path()).hasToString("deployment_strategy");
            assertThat(problem.message()).contains("targets.db.naming_strategy");
        });
    }

    @Test
    void a_wrong_target_name_lists_the_targets_and_guesses() {
        LoadedConfig loaded = file(BASE, Map.of("production", TargetConfig.EMPTY));

        assertThatThrownBy(
                        () -> Resolver.resolve(loaded, TargetSelection.named("prodution"), ResolveOptions.defaults()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("did you mean 'production'? targets: production");
    }

    @Test
    void one_app_twice_on_one_server_is_refused_however_the_server_is_spelled() {
        Map<String, TargetConfig> targets = new LinkedHashMap<>();
        targets.put(
                "east",
                TargetConfig.builder().server("https://Grid.example.net/").build());
        targets.put(
                "west", TargetConfig.builder().server("grid.example.net:443").build());

        assertThat(Resolver.validate(file(BASE, targets), ResolveOptions.defaults()))
                .extracting(Problem::rule)
                .containsExactly("V2");
    }

    @Test
    void names_come_from_the_targets_key_if_asked_for() {
        Resolution resolution = Resolver.resolve(
                file(BASE, Map.of("web", TargetConfig.EMPTY)),
                TargetSelection.all(),
                ResolveOptions.defaults().withNameFallback(ResolveOptions.NameFallback.TARGET_KEY));

        assertThat(resolution.targets()).extracting(ResolvedTarget::name).containsExactly("web");
    }

    @Test
    void each_value_says_which_rule_put_it_there() {
        ResolvedTarget target = only(
                BASE,
                TargetConfig.builder()
                        .server("prod.haloy.com")
                        .preset("service")
                        .replicas(1)
                        .build());

        assertThat(target.origins().get(KeyPath.of("replicas")).rule()).isEqualTo(Origin.Rule.TARGET);
        assertThat(target.origins().get(KeyPath.of("image", "tag")).rule()).isEqualTo(Origin.Rule.BASE);
        assertThat(target.origins().get(KeyPath.of("naming_strategy")).rule()).isEqualTo(Origin.Rule.PRESET);
        assertThat(target.origins().get(KeyPath.of("port")).rule()).isEqualTo(Origin.Rule.DEFAULT);
    }

    private static ResolvedTarget only(TargetConfig base, TargetConfig target) {
        return Resolver.resolve(
                        file(base, Map.of("production", target)),
                        TargetSelection.named("production"),
                        ResolveOptions.defaults())
                .targets()
                .get(0);
    }

    private static LoadedConfig file(TargetConfig base, Map<String, TargetConfig> targets) {
        AppConfig app = AppConfig.builder().base(base).targets(targets).build();
        return new LoadedConfig(
                app, Path.of("").toAbsolutePath(), Optional.empty(), LoadedConfig.Format.YAML, Map.of(), List.of());
    }
}
