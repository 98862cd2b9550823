package dev.haloy.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haloy.config.ConfigException;
import dev.haloy.config.ConfigLoader;
import dev.haloy.config.LoadedConfig;
import dev.haloy.error.Problem;
import dev.haloy.secret.Secret;
import dev.haloy.secret.Text;
import dev.haloy.secret.provider.NamedProvider;
import dev.haloy.world.Environment;
import dev.haloy.world.ProcessRunner;
import dev.haloy.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValueFillerTest {
    private static final ResolveOptions OPTIONS = ResolveOptions.defaults();
    private static final String OP = """
            {"fields": [{"label": "url", "value": "pg://s3cret"}, {"label": "user", "value": "amy"}]}
            """;

    @TempDir
    Path folder;

    @Test
    void a_registered_provider_is_asked_first_and_needs_no_block_in_the_file() {
        LoadedConfig loaded = load("env: [{name: DB, from: {secret: 'onepassword:prod-db.url'}}]");
        NamedProvider vault = NamedProvider.of("onepassword", ref -> Optional.of(Secret.of("value of " + ref.path())));

        Filled filled = ValueFiller.of(loaded, world(Map.of(), ProcessRunner.forbidden()), OPTIONS)
                .withProviders(List.of(vault))
                .fill(resolution(loaded));

        assertThat(only(filled).env().get(0).text()).isEqualTo(Secret.of("value of prod-db.url"));
    }

    @Test
    void a_provider_that_fails_is_reported_with_the_reference() {
        LoadedConfig loaded = load("env: [{name: DB, from: {secret: 'vault:db'}}]");
        NamedProvider broken = NamedProvider.of("vault", ref -> {
            throw new IOException("sealed");
        });

        assertThatThrownBy(() -> ValueFiller.of(loaded, world(Map.of(), ProcessRunner.forbidden()), OPTIONS)
                        .withProviders(List.of(broken))
                        .fill(resolution(loaded)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("env[0].from.secret")
                .hasMessageContaining("'vault:db' failed: sealed");
    }

    @Test
    void one_item_is_fetched_once_however_many_values_come_from_it() {
        LoadedConfig loaded = load("""
                secret_providers: {onepassword: {db: {vault: Prod, item: DB}}}
                env:
                  - {name: URL, from: {secret: "onepassword:db.url"}}
                  - {name: USER, from: {secret: "onepassword:db:user"}}
                  - {name: DSN, value: "${USER}@${URL}"}
                """);
        Recorder op = new Recorder(OP);

        ReadyTarget target =
                only(ValueFiller.of(loaded, world(Map.of(), op), OPTIONS).fill(resolution(loaded)));

        assertThat(op.calls.get()).isEqualTo(1);
        assertThat(target.env().get(2).text()).isEqualTo(Secret.of("amy@pg://s3cret"));
        assertThat(target.toString()).doesNotContain("s3cret");
        assertThat(target.secrets()).contains(Secret.of("pg://s3cret"));
    }

    @Test
    void shown_models_mask_secrets_unless_asked_and_leave_plain_values() throws IOException {
        LoadedConfig loaded = load("env: [{name: A, from: {env: A}}, {name: B, value: plain}]");
        ReadyTarget target =
                only(ValueFiller.of(loaded, world(Map.of("A", "s3cret"), ProcessRunner.forbidden()), OPTIONS)
                        .fill(resolution(loaded)));

        ObjectMapper json = new ObjectMapper();
        assertThat(json.readTree(ModelJson.masked(target)).at("/env/0/value").asText())
                .isEqualTo("***");
        assertThat(json.readTree(ModelJson.masked(target)).at("/env/1/value").asText())
                .isEqualTo("plain");
        assertThat(json.readTree(ModelJson.revealed(target)).at("/env/0/value").asText())
                .isEqualTo("s3cret");
    }

    @Test
    void a_program_that_takes_too_long_is_stopped() {
        LoadedConfig loaded = load("""
                secret_providers: {onepassword: {db: {vault: Prod, item: DB}}}
                env: [{name: URL, from: {secret: "onepassword:db.url"}}]
                """);
        CompletableFuture<ProcessRunner.Finished> never = new CompletableFuture<>();

        assertThatThrownBy(() -> ValueFiller.of(loaded, world(Map.of(), new Recorder(never)), OPTIONS)
                        .withCommandLimit(Duration.ofMillis(20))
                        .fill(resolution(loaded)))
                .hasMessageContaining("did not end within");
        assertThat(never).isCancelled();
    }

    @Test
    void a_name_that_would_be_taken_for_an_option_is_refused_before_anything_runs() {
        LoadedConfig loaded = load("""
                secret_providers: {onepassword: {db: {vault: Prod, item: "--help"}}}
                env: [{name: URL, from: {secret: "onepassword:db.url"}}]
                """);
        Recorder op = new Recorder(OP);

        assertThatThrownBy(() ->
                        ValueFiller.of(loaded, world(Map.of(), op), OPTIONS).fill(resolution(loaded)))
                .hasMessageContaining("secret_providers.onepassword.db.item");
        assertThat(op.calls.get()).isZero();
    }

    @Test
    void a_missing_program_is_named_and_every_problem_is_there_at_once() {
        LoadedConfig loaded = load("""
                secret_providers: {onepassword: {db: {vault: Prod, item: DB}}}
                env: [{name: URL, from: {secret: "onepassword:db.url"}}, {name: A, from: {env: UNSET}}]
                """);

        assertThatThrownBy(() -> ValueFiller.of(loaded, world(Map.of(), ProcessRunner.forbidden()), OPTIONS)
                        .fill(resolution(loaded)))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        e -> assertThat(e.problems())
                                .extracting(Problem::rule)
                                .containsExactlyInAnyOrder("4.4", "4.2"));
    }

    @Test
    void tokens_alone_need_nothing_else_of_the_target() {
        LoadedConfig loaded = load("api_token: {from: {env: T}}\nenv: [{name: A, from: {env: UNSET}}]");

        ReadyTarget target = only(ValueFiller.of(loaded, world(Map.of("T", "tok"), ProcessRunner.forbidden()), OPTIONS)
                .fillTokensOnly(resolution(loaded)));

        assertThat(target.apiToken()).contains(Secret.of("tok"));
        assertThat(target.env()).isEmpty();
    }

    @Test
    void hooks_see_neither_tokens_nor_what_only_the_client_directory_says() throws IOException {
        Path client = Files.createDirectories(folder.resolve("client"));
        Files.writeString(client.resolve(".env"), "PRIVATE=1\nHALOY_API_TOKEN_X=t\n");
        Files.writeString(client.resolve("client.yaml"), "servers: {x.example.net: {token_env: MY_TOKEN}}\n");
        Files.writeString(folder.resolve(".env"), "SHARED=2\nMY_TOKEN=t\n");
        LoadedConfig loaded = load("");

        ReadyTarget target = only(ValueFiller.of(
                        loaded,
                        world(Map.of("PATH", "/bin", "HALOY_API_TOKEN", "t0"), ProcessRunner.forbidden()),
                        OPTIONS)
                .fill(resolution(loaded)));

        assertThat(target.environment().variables()).containsKeys("PRIVATE", "SHARED", "HALOY_API_TOKEN", "MY_TOKEN");
        assertThat(target.hookEnvironment().variables()).containsOnlyKeys("PATH", "SHARED", "HALOY_CONFIG_DIR");
    }

    @Test
    void each_target_sees_its_own_file_of_variables_only() throws IOException {
        Files.writeString(folder.resolve(".env.live"), "V=live\n");
        Files.writeString(folder.resolve(".env.test"), "V=test\n");
        LoadedConfig loaded = load(
                "env: [{name: V, from: {env: V}}]\ntargets: {live: {server: a.example.net}, test: {server: b.example.net}}");

        Filled filled = ValueFiller.of(loaded, world(Map.of(), ProcessRunner.forbidden()), OPTIONS)
                .fill(Resolver.resolve(loaded, TargetSelection.all(), OPTIONS));

        assertThat(filled.targets())
                .extracting(target -> target.env().get(0).text())
                .containsExactly(Secret.of("live"), Secret.of("test"));
    }

    @Test
    void one_reference_with_different_values_in_its_builds_is_refused_once_they_are_known() throws IOException {
        Files.writeString(folder.resolve(".env.live"), "V=s3cret-live\n");
        Files.writeString(folder.resolve(".env.test"), "V=s3cret-test\n");
        LoadedConfig loaded = load("env: [{name: V, build_arg: true, from: {env: V}}]\n"
                + "targets: {live: {server: a.example.net}, test: {server: b.example.net}}");
        Resolution resolution = Resolver.resolve(loaded, TargetSelection.all(), OPTIONS);

        assertThatThrownBy(() -> ValueFiller.of(loaded, world(Map.of(), ProcessRunner.forbidden()), OPTIONS)
                        .fill(resolution))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        e -> assertThat(e.problems()).extracting(Problem::rule).containsExactly("V44"))
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void a_broken_file_of_variables_matters_only_to_those_who_need_it() throws IOException {
        Files.writeString(folder.resolve(".env"), "A=1\nbroken s3cret\n");
        LoadedConfig needs = load("env: [{name: A, from: {env: A}}]");
        LoadedConfig doesNot = load("env: [{name: A, value: x}]");
        World world = world(Map.of(), ProcessRunner.forbidden());

        assertThatThrownBy(() -> ValueFiller.of(needs, world, OPTIONS).fill(resolution(needs)))
                .hasMessageContaining(".env:2:1")
                .hasMessageNotContaining("s3cret");
        assertThat(ValueFiller.of(doesNot, world, OPTIONS)
                        .fill(resolution(doesNot))
                        .warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.rule()).isEqualTo("6.3"));
    }

    @Test
    void a_literal_is_plain_and_whatever_came_from_elsewhere_is_a_secret() {
        LoadedConfig loaded = load("env: [{name: A, from: {env: A}}, {name: B, value: b}]");

        ReadyTarget target = only(ValueFiller.of(loaded, world(Map.of("A", "a"), ProcessRunner.forbidden()), OPTIONS)
                .fill(resolution(loaded)));

        assertThat(target.env()).extracting(ReadyTarget.Value::text).containsExactly(Secret.of("a"), Text.plain("b"));
    }

    private LoadedConfig load(String settings) {
        String head = "name: app\n" + (settings.contains("targets:") ? "" : "server: s.example.net\n");
        return ConfigLoader.parse(head + settings, LoadedConfig.Format.YAML, "haloy.yaml", folder);
    }

    private static Resolution resolution(LoadedConfig loaded) {
        return Resolver.resolve(loaded, TargetSelection.only(), OPTIONS);
    }

    private static ReadyTarget only(Filled filled) {
        assertThat(filled.targets()).hasSize(1);
        return filled.targets().get(0);
    }

    private World world(Map<String, String> variables, ProcessRunner processes) {
        Map<String, String> all = new LinkedHashMap<>(variables);
        all.put("HALOY_CONFIG_DIR", folder.resolve("client").toString());
        return World.builder()
                .environment(new Environment(all, folder, folder))
                .processes(processes)
                .build();
    }

    /** Gives the same answer to every program and counts. */
    private static final class Recorder implements ProcessRunner {
        private final CompletableFuture<Finished> answer;
        private final AtomicInteger calls = new AtomicInteger();

        Recorder(String output) {
            this(CompletableFuture.completedFuture(new Finished(0, output, "")));
        }

        Recorder(CompletableFuture<Finished> answer) {
            this.answer = answer;
        }

        @Override
        public CompletableFuture<Integer> run(Command command, OutputListener output) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<Finished> capture(Command command, int maxBytes) {
            calls.incrementAndGet();
            return answer;
        }
    }
}
