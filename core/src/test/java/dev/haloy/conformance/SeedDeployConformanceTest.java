package dev.haloy.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.config.ConfigException;
import dev.haloy.deploy.DeployResult;
import dev.haloy.resolve.ConfigCase;
import dev.haloy.resolve.Normalised;
import dev.haloy.verdict.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The configurations of the documentation, from the file to what servers run. What is posted must be the recorded model
 * minus what stays on the client: hooks, tokens, and what the server's version does not know.
 */
class SeedDeployConformanceTest {
    private static final String NEWEST = "v0.1.0-beta.69";
    private static final String WITH_CONTACT = "v0.1.0-beta.28";

    @TempDir
    Path scratch;

    private static Stream<ConfigCase> seeds(String pattern, boolean valid) {
        List<ConfigCase> found = ConfigCase.recorded().stream()
                .filter(vector -> vector.id().matches(pattern))
                .filter(vector -> vector.expected().path("valid").asBoolean() == valid)
                .toList();
        assertThat(found).isNotEmpty();
        return found.stream();
    }

    static Stream<ConfigCase> deployable() {
        return seeds("\\d+-seed-0[1-7].*", true);
    }

    static Stream<ConfigCase> incomplete() {
        return seeds("\\d+-seed-0[1-4].*", false);
    }

    static Stream<ConfigCase> toBeBuilt() {
        return seeds("\\d+-seed-0[5-7].*", true);
    }

    @ParameterizedTest
    @MethodSource("deployable")
    void every_target_is_deployed_as_recorded(ConfigCase vector) throws IOException {
        try (SeedRun run = new SeedRun(vector, scratch, NEWEST)) {
            DeployResult result = run.deploy();

            assertThat(result.targets())
                    .allSatisfy(target -> assertThat(target.outcome()).isInstanceOf(Outcome.Deployed.class));
            assertThat(result.exitCode()).isZero();
            assertThat(posted(run)).isEqualTo(expected(vector, false));
        }
    }

    @ParameterizedTest
    @MethodSource("deployable")
    void a_server_that_takes_a_contact_for_certificates_gets_it(ConfigCase vector) throws IOException {
        try (SeedRun run = new SeedRun(vector, scratch, WITH_CONTACT)) {
            assertThat(run.deploy().exitCode()).isZero();

            Map<String, JsonNode> expected = expected(vector, true);
            expected.values().forEach(target -> ((ObjectNode) target).remove("minReadySeconds"));
            assertThat(posted(run)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("deployable")
    void what_is_stored_for_rollbacks_has_no_value_of_a_reference(ConfigCase vector) throws IOException {
        try (SeedRun run = new SeedRun(vector, scratch, NEWEST)) {
            run.deploy();

            assertThat(run.posted().values())
                    .allSatisfy(
                            body -> assertThat(body.path("rollbackDeployConfig").toString())
                                    .doesNotContain("postgres://"));
        }
    }

    @ParameterizedTest
    @MethodSource("deployable")
    void hooks_run_around_the_deployments(ConfigCase vector) throws IOException {
        try (SeedRun run = new SeedRun(vector, scratch, NEWEST)) {
            run.deploy();

            int expected = 0;
            for (JsonNode target : vector.expected().path("targets")) {
                expected += target.path("preDeploy").size()
                        + target.path("postDeploy").size();
            }
            assertThat(run.hooks).hasSizeGreaterThanOrEqualTo(expected);
            if (vector.id().contains("seed-03")) {
                assertThat(run.hooks).startsWith("echo 'Starting deployment pipeline'", "npm run build");
                assertThat(run.hooks).endsWith("curl -X POST https://status.io/webhook");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("incomplete")
    void what_cannot_be_resolved_reaches_no_server(ConfigCase vector) throws IOException {
        try (SeedRun run = new SeedRun(vector, scratch, NEWEST)) {
            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(run::deploy)
                    .satisfies(refused -> assertThat(refused.problems())
                            .extracting(problem -> problem.rule() + " " + problem.path())
                            .isEqualTo(errors(vector)));
            assertThat(run.requests()).isEmpty();
            assertThat(run.hooks).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("toBeBuilt")
    void what_is_built_is_built_once_and_sent_to_every_server(ConfigCase vector) throws IOException {
        try (SeedRun run = new SeedRun(vector, scratch, NEWEST)) {
            DeployResult result = run.deploy();

            assertThat(run.docker.ran())
                    .containsExactly("version", "build my-app:latest", "image my-app:latest", "save my-app:latest");
            assertThat(result.deliveries())
                    .extracting(delivery -> delivery.server() + " " + delivery.bytesSent())
                    .containsExactly("prod.haloy.com 700", "staging.haloy.com 700");
        }
    }

    private static Map<String, JsonNode> posted(SeedRun run) {
        Map<String, JsonNode> targets = new TreeMap<>();
        run.posted().forEach((server, body) -> targets.put(server, Normalised.target(body.path("targetConfig"))));
        return targets;
    }

    /** By server: in these files each target has its own. */
    private static Map<String, JsonNode> expected(ConfigCase vector, boolean withContact) {
        Map<String, JsonNode> targets = new TreeMap<>();
        for (JsonNode target : vector.expected().path("targets")) {
            ObjectNode wire = (ObjectNode) Normalised.target(target);
            wire.remove(List.of("preDeploy", "postDeploy", "apiToken"));
            if (!withContact) {
                wire.remove("acmeEmail");
            }
            builtByTheClient((ObjectNode) wire.path("image"));
            targets.put(wire.path("server").asText(), wire);
        }
        return targets;
    }

    /** How it is built is nothing to the server, which must only not pull it from anywhere. */
    private static void builtByTheClient(ObjectNode image) {
        if (image.path("build").asBoolean(image.has("buildConfig"))) {
            image.putObject("buildConfig").put("platform", "linux/amd64").put("push", "server");
        }
    }

    private static List<String> errors(ConfigCase vector) {
        return Stream.of(vector.expected().path("errors"))
                .flatMap(list -> {
                    Stream.Builder<String> errors = Stream.builder();
                    list.forEach(error -> errors.add(error.path("rule").asText() + " "
                            + error.path("path").asText()));
                    return errors.build();
                })
                .toList();
    }
}
