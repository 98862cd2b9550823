package dev.haloy.testkit;

import static dev.haloy.embedded.script.Behaviour.failsHealthCheck;
import static dev.haloy.testkit.HaloyAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haloy.Haloy;
import dev.haloy.Project;
import dev.haloy.config.ValueSource;
import dev.haloy.deploy.DeployResult;
import dev.haloy.embedded.fault.Endpoint;
import dev.haloy.embedded.fault.Fault;
import dev.haloy.embedded.fault.FaultRule;
import dev.haloy.operate.TargetStatus;
import dev.haloy.secret.Secret;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HaloyServersTest {
    @Test
    void a_project_described_in_java_is_deployed_to_the_servers_of_the_test() {
        try (HaloyServers servers = Shop.servers()) {
            DeployResult result = Shop.on(servers).allTargets().deploy();

            assertThat(result).allDeployed();
            assertThat(servers.at(Shop.EU)).hasRunning("shop", "v2").receivedDeployments(1);
        }
    }

    @Test
    void a_file_is_found_in_the_working_directory(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("haloy.yaml"), "name: shop\nimage: shop:v2\nserver: eu.example.com\n");
        try (HaloyServers servers = Shop.servers().workingDirectory(directory)) {
            servers.load("haloy.yaml").onlyTarget().deploy();

            assertThat(servers.at(Shop.EU)).hasRunning("shop", "v2");
        }
    }

    @Test
    void another_spelling_of_an_address_is_the_same_server() {
        try (HaloyServers servers = HaloyServers.of("https://EU.example.com/")) {
            assertThat(servers.at("eu.example.com:443")).isSameAs(servers.at("eu.example.com"));
        }
    }

    @Test
    void a_server_that_the_test_does_not_have_is_refused_before_anything_is_sent() {
        try (HaloyServers servers = HaloyServers.of(Shop.EU)) {
            DeployResult result = Shop.on(servers).allTargets().tryDeploy();

            assertThat(result)
                    .target("us")
                    .failedBecause("There is no server at us.example.com in this test, and real ones are out of reach;"
                            + " there is eu.example.com. Add it to @WithHaloyServers or HaloyServers.of(..)");
            assertThat(servers.at(Shop.EU)).receivedDeployments(0);
            assertThat(Shop.messageOf(() -> assertThat(result).target("us").isDeployed()))
                    .contains("to be deployed\nbut it was not\n");
            assertThat(Shop.messageOf(() -> assertThat(result).allDeployed()))
                    .contains("but these were not deployed:\n");
        }
    }

    @Test
    void a_status_of_a_server_that_the_test_does_not_have_says_so() {
        try (HaloyServers servers = HaloyServers.of(Shop.EU)) {
            TargetStatus status = Shop.on(servers).target("us").status().get(0);

            assertThat(status.problem())
                    .hasValueSatisfying(problem -> assertThat(problem).contains("@WithHaloyServers"));
        }
    }

    @Test
    void the_client_of_its_world_reaches_no_other_server() {
        try (HaloyServers servers = HaloyServers.of(Shop.EU)) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("https://example.org/health"))
                    .build();

            assertThatThrownBy(() -> servers.world().http().send(request, BodyHandlers.ofString()))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("There is no server at example.org in this test");
            assertThat(servers.world().http().sendAsync(request, BodyHandlers.ofString()))
                    .isCompletedExceptionally();
        }
    }

    @Test
    void asking_for_a_server_that_does_not_exist_names_those_that_do() {
        try (HaloyServers servers = Shop.servers()) {
            assertThatThrownBy(() -> servers.at("eur.example.com"))
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessageContaining("eu.example.com, us.example.com");
        }
    }

    @Test
    void only_variables_of_the_test_are_seen() {
        Project project = Haloy.app("shop")
                .image("shop:v2")
                .server(Shop.EU)
                .env("GREETING", ValueSource.env("GREETING_OF_THE_TEST"))
                .env("SEEN", ValueSource.env("PATH"))
                .project();
        try (HaloyServers servers = Shop.servers().env("GREETING_OF_THE_TEST", "hello")) {
            assertThatThrownBy(() -> servers.bind(project).onlyTarget().deploy())
                    .hasMessageContaining("PATH");

            servers.env("PATH", "nowhere").bind(project).onlyTarget().deploy();
            assertThat(servers.at(Shop.EU).requests())
                    .anySatisfy(request -> assertThat(request.body()).contains("hello", "nowhere"));
        }
    }

    private static Project withPassword() {
        return Haloy.app("shop")
                .image("shop:v2")
                .server(Shop.EU)
                .env("PASSWORD", ValueSource.secret("vault:shop.password"))
                .domain("shop.example.com")
                .project();
    }

    @Test
    void secrets_of_the_test_arrive_and_are_not_part_of_the_history() {
        try (HaloyServers servers = Shop.servers().secret("vault:shop.password", "open sesame")) {
            servers.at(Shop.EU).app("shop").nextDeployment(failsHealthCheck().printing("open sesame"));

            servers.bind(withPassword()).onlyTarget().tryDeploy();

            assertThat(servers.at(Shop.EU).requests())
                    .anySatisfy(request -> assertThat(request.body()).contains("open sesame"));
            assertThat(servers.history()).contains("POST /v1/deploy -> 202").doesNotContain("open sesame");
        }
    }

    @Test
    void a_provider_of_the_test_is_asked_for_secrets_that_were_not_given_one_by_one() {
        try (HaloyServers servers =
                Shop.servers().secrets("vault", ref -> Optional.of(Secret.of("value of " + ref.path())))) {
            servers.bind(withPassword()).onlyTarget().deploy();

            assertThat(servers.at(Shop.EU).requests())
                    .anySatisfy(request -> assertThat(request.body()).contains("value of shop.password"));
        }
    }

    @Test
    void a_secret_that_was_not_given_is_an_error() {
        try (HaloyServers servers = Shop.servers()) {
            assertThatThrownBy(() -> servers.bind(withPassword()).onlyTarget().deploy())
                    .hasMessageContaining("vault");
        }
    }

    @Test
    void two_tests_with_one_seed_are_the_same_to_the_last_digit() {
        assertThat(historyWith(7)).isEqualTo(historyWith(7)).isNotEqualTo(historyWith(8));
    }

    private static String historyWith(long seed) {
        try (HaloyServers servers = HaloyServers.seeded(seed, Shop.EU, Shop.US)) {
            Shop.on(servers).allTargets().deploy();
            return servers.history();
        }
    }

    @Test
    void the_history_shows_requests_and_log_of_a_server_in_the_order_of_time() {
        try (HaloyServers servers = Shop.servers()) {
            Shop.on(servers).target("us").deploy();

            assertThat(servers.history())
                    .startsWith("eu.example.com\n  2026-01-01T00:00:00Z INFO haloyd is ready\nus.example.com\n")
                    .containsSubsequence(
                            "GET /v1/version -> 200", "POST /v1/deploy -> 202", "INFO", "GET /v1/status/shop");
        }
    }

    @Test
    void an_older_server_can_be_added() {
        try (HaloyServers servers = HaloyServers.of()) {
            servers.add("old.example.com", options -> options.version("v0.1.0-beta.40"));

            assertThat(servers.all()).hasSize(1);
            assertThat(servers).hasToString("HaloyServers[old.example.com]");
        }
    }

    @Test
    void nothing_is_open_after_a_deployment_whose_connections_broke() {
        try (HaloyServers servers = Shop.servers()) {
            servers.at(Shop.EU)
                    .fault(FaultRule.next(Endpoint.DEPLOY, Fault.replyLost()))
                    .fault(FaultRule.next(Endpoint.SERVER_LOGS, Fault.cutAfter(2)));

            Shop.on(servers).allTargets().tryDeploy();

            assertThat(servers.open()).isEmpty();
        }
    }

    @Test
    void a_deployment_that_nobody_waited_for_is_reported_at_the_end() {
        HaloyServers servers = Shop.servers();
        CompletableFuture<DeployResult> forgotten =
                Shop.on(servers).target("eu").deployAsync();

        assertThatThrownBy(servers::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expecting nothing to be open at the end of the test but there is:\n"
                        + "  GET https://eu.example.com/v1/server-logs, sent at 2026-01-01T00:00:00Z\n")
                .hasMessageContaining("Wait for what deployAsync() returns, or cancel it.");
        assertThat(forgotten).isNotDone();
    }

    @Test
    void a_cancelled_deployment_leaves_nothing_open() {
        try (HaloyServers servers = Shop.servers()) {
            CompletableFuture<DeployResult> deployment =
                    Shop.on(servers).allTargets().deployAsync();
            servers.time().advance(Duration.ofMillis(1500));

            deployment.cancel(true);

            servers.time().runDue();
            assertThat(servers.open()).isEmpty();
        }
    }

    @Test
    void an_answer_that_is_never_read_to_its_end_is_open_until_it_is_cancelled() {
        try (HaloyServers servers = Shop.servers()) {
            CompletableFuture<HttpResponse<Void>> stream = servers.world()
                    .http()
                    .sendAsync(
                            HttpRequest.newBuilder(URI.create("https://eu.example.com/v1/server-logs"))
                                    .header(
                                            "Authorization",
                                            "Bearer " + servers.at(Shop.EU).token())
                                    .build(),
                            BodyHandlers.fromLineSubscriber(new Lines()));
            servers.time().advance(Duration.ofSeconds(1));

            assertThat(servers.open())
                    .singleElement()
                    .asString()
                    .startsWith("GET https://eu.example.com/v1/server-logs");
            stream.cancel(true);
            assertThat(servers.open()).isEmpty();
        }
    }

    @Test
    void closing_twice_does_nothing() {
        HaloyServers servers = Shop.servers();
        servers.close();
        servers.close();

        assertThat(servers.open()).isEmpty();
    }

    /** Reads lines and forgets them. */
    private static final class Lines implements Flow.Subscriber<String> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {}

        @Override
        public void onError(Throwable reason) {}

        @Override
        public void onComplete() {}
    }
}
