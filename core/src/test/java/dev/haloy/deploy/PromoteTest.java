package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haloy.client.ServerClient;
import dev.haloy.config.ServerAddress;
import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.secret.Secret;
import dev.haloy.world.RunStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromoteTest {
    private static final String SHOP = """
            name: shop
            image: "ghcr.io/org/shop:v2"
            targets:
              staging: {server: staging.example.com, env: [{name: STAGE, value: test}]}
              production: {server: prod.example.com, replicas: 3, env: [{name: STAGE, value: live}]}
            """;

    private static final String BUILT = """
            name: shop
            image: {repository: shop, tag: latest, builder: {context: .}}
            targets:
              staging: {server: staging.example.com}
              production: {server: prod.example.com}
            """;

    private static final String PUSHED = """
            name: shop
            image:
              repository: ghcr.io/org/shop
              tag: v2
              builder: {context: .}
              registry: {username: {value: me}, password: {from: {env: PASSWORD}}}
            targets:
              staging: {server: staging.example.com}
              production: {server: prod.example.com}
            """;

    @TempDir
    Path folder;

    private static EmbeddedHaloyd prod(Rollout rollout) {
        return rollout.servers.at("prod.example.com");
    }

    private Rollout rollout(String yaml) throws IOException {
        Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\n");
        Rollout rollout = Rollout.in(folder, yaml).variables(Map.of("PASSWORD", "open sesame"));
        rollout.server("staging.example.com");
        rollout.server("prod.example.com");
        return rollout;
    }

    private static DeployRequest only(Rollout rollout, String target) {
        DeployRequest all = rollout.request();
        List<ReadyTarget> one = all.targets().stream()
                .filter(ready -> ready.target().key().equals(target))
                .toList();
        return DeployRequest.builder(all).targets(one).build();
    }

    private static DeployResult toStaging(Rollout rollout) {
        return rollout.world.await(rollout.deployer().deploy(only(rollout, "staging")));
    }

    private static DeployRequest promotion(Rollout rollout) {
        Promoter promoter = new Promoter(rollout.world, rollout.anyToken(), rollout.policy());
        return rollout.world.await(
                promoter.promote(only(rollout, "staging").targets().get(0), only(rollout, "production")));
    }

    private static DeployResult promote(Rollout rollout) {
        return rollout.world.await(rollout.deployer().deploy(promotion(rollout)));
    }

    private static void refuses(Rollout rollout, String... why) {
        assertThatThrownBy(() -> promotion(rollout))
                .isInstanceOf(RunRefusedException.class)
                .message()
                .contains(why);
        assertThat(prod(rollout).requests()).isEmpty();
    }

    @Test
    void production_runs_what_staging_runs_with_its_own_settings() throws IOException {
        try (Rollout rollout = rollout(SHOP)) {
            toStaging(rollout);
            rollout.yaml(SHOP.replace("shop:v2", "shop:v3"));

            assertThat(promote(rollout).isDone()).isTrue();

            assertThat(prod(rollout).running("shop").orElseThrow().image()).contains("shop:v2");
            assertThat(prod(rollout).running("shop").orElseThrow().replicas()).isEqualTo(3);
            assertThat(prod(rollout).requests())
                    .anyMatch(
                            request -> request.json("/targetConfig/env/0/value").equals(Optional.of("live")));
        }
    }

    @Test
    void a_plan_of_it_shows_the_image_and_changes_nothing() throws IOException {
        try (Rollout rollout = rollout(SHOP)) {
            toStaging(rollout);
            rollout.yaml(SHOP.replace("shop:v2", "shop:v3"));

            Plan plan = rollout.world.await(rollout.deployer().plan(promotion(rollout)));

            assertThat(plan.steps()).extracting(Plan.Step::image).containsExactly("ghcr.io/org/shop:v2");
            assertThat(prod(rollout).requests())
                    .extracting(request -> request.method())
                    .containsOnly("GET");
        }
    }

    @Test
    void a_plan_that_was_written_down_means_the_image_that_it_has_shown_whatever_staging_runs_by_then()
            throws IOException {
        try (Rollout rollout = rollout(SHOP)) {
            toStaging(rollout);
            String written = rollout.world
                    .await(rollout.deployer().plan(promotion(rollout)))
                    .saved()
                    .toJson();
            rollout.yaml(SHOP.replace("shop:v2", "shop:v3"));
            toStaging(rollout);

            SavedPlan plan = SavedPlan.parse(written);
            DeployRequest request = again(rollout, plan.promoted());

            assertThat(rollout.world
                            .await(rollout.deployer().deploy(request, plan))
                            .isDone())
                    .isTrue();
            assertThat(prod(rollout).running("shop").orElseThrow().image()).contains("shop:v2");
        }
    }

    @Test
    void a_run_that_was_interrupted_goes_on_with_the_image_it_began_with() throws IOException {
        try (Rollout rollout = rollout(SHOP)) {
            toStaging(rollout);
            var run = rollout.deployer().deploy(promotion(rollout));
            run.cancel(true);
            rollout.time.advance(Duration.ofSeconds(1));
            assertThat(prod(rollout).running("shop")).isEmpty();
            String runId = new Runs(rollout.world.runs()).list().get(1).runId();
            rollout.yaml(SHOP.replace("shop:v2", "shop:v3"));

            Optional<Release> promoted =
                    new Runs(rollout.world.runs()).get(runId).promoted();
            DeployResult result = rollout.world.await(rollout.deployer().resume(again(rollout, promoted), runId));

            assertThat(result.isDone()).isTrue();
            assertThat(prod(rollout).running("shop").orElseThrow().image()).contains("shop:v2");
        }
    }

    private static DeployRequest again(Rollout rollout, Optional<Release> release) {
        Promoter promoter = new Promoter(rollout.world, rollout.anyToken(), rollout.policy());
        return rollout.world.await(promoter.promote(release.orElseThrow(), only(rollout, "production")));
    }

    @Test
    void what_somebody_else_has_deployed_is_refused_since_servers_do_not_say_what_it_is() throws IOException {
        try (Rollout rollout = rollout(SHOP)) {
            rollout.servers.at("staging.example.com").app("shop").running("v2", 1, "shop.example.com");

            refuses(rollout, "deployed elsewhere", "deploy staging from here first");
        }
    }

    @Test
    void a_target_that_runs_nothing_has_nothing_to_promote() throws IOException {
        try (Rollout rollout = rollout(SHOP)) {
            refuses(rollout, "nothing of shop runs at staging");
        }
    }

    @Test
    void what_was_not_seen_to_succeed_is_refused() throws IOException {
        try (Rollout rollout = rollout(SHOP)) {
            rollout.policy(DeployPolicy.builder().detach(true).build());
            toStaging(rollout);
            rollout.time.advance(Duration.ofMinutes(1));

            refuses(rollout, "was not seen to succeed");
        }
    }

    @Test
    void what_is_not_well_is_refused() throws IOException {
        try (Rollout rollout = rollout(SHOP)) {
            toStaging(rollout);
            ServerClient staging = new ServerClient(
                    rollout.world,
                    ServerAddress.parse("staging.example.com"),
                    Secret.of(Rollout.TOKEN),
                    Duration.ofSeconds(5));
            rollout.world.await(staging.stop("shop", false, false));
            rollout.time.advance(Duration.ofMinutes(1));

            refuses(rollout, "is not well");
        }
    }

    @Test
    void a_tag_that_moves_is_refused_and_a_digest_is_not() throws IOException {
        try (Rollout rollout = rollout(SHOP.replace("shop:v2", "shop:latest"))) {
            toStaging(rollout);
            refuses(rollout, "may name another image by now", "digest");
        }
        String digest = "ghcr.io/org/shop@sha256:" + "0a".repeat(32);
        try (Rollout rollout = rollout(SHOP.replace("ghcr.io/org/shop:v2", digest))) {
            toStaging(rollout);

            assertThat(promotion(rollout).targets().get(0).target().image().reference())
                    .isEqualTo(digest);
        }
    }

    @Test
    void what_was_built_and_sent_is_sent_on_and_not_built_again() throws IOException {
        try (Rollout rollout = rollout(BUILT)) {
            rollout.docker.has("shop:latest", SavedImage.of("shop:latest", "base", "app"));
            toStaging(rollout);
            rollout.docker.started.clear();

            DeployResult result = promote(rollout);

            assertThat(result.isDone()).as("%s", result).isTrue();
            assertThat(result.deliveries())
                    .extracting(DeployResult.Delivery::server)
                    .containsExactly("prod.example.com");
            assertThat(rollout.docker.ran()).containsExactly("image shop:latest", "save shop:latest");
        }
    }

    @Test
    void what_was_built_is_not_taken_for_what_has_its_name_today() throws IOException {
        try (Rollout rollout = rollout(BUILT)) {
            rollout.docker.has("shop:latest", SavedImage.of("shop:latest", "base", "app"));
            toStaging(rollout);
            rollout.docker.has("shop:latest", SavedImage.of("shop:latest", "base", "another app"));

            refuses(rollout, "names another image", "image.builder.push: registry");
        }
    }

    @Test
    void what_was_pushed_is_promoted_by_the_digest_that_its_registry_gave_it() throws IOException {
        String digest = "sha256:" + "1b".repeat(32);
        try (Rollout rollout = rollout(PUSHED)) {
            rollout.docker
                    .has("ghcr.io/org/shop:v2", SavedImage.of("ghcr.io/org/shop:v2", "base"))
                    .fails("push ghcr.io/org/shop:v2", 0, "v2: digest: " + digest + " size: 1234");
            toStaging(rollout);

            DeployRequest request = promotion(rollout);

            ReadyTarget target = request.targets().get(0);
            assertThat(target.target().image().reference()).isEqualTo("ghcr.io/org/shop@" + digest);
            assertThat(target.target().image().mustBeBuilt()).isFalse();
            assertThat(target.registry()).isPresent();
        }
    }

    @Test
    void a_version_that_was_brought_back_is_promoted_by_its_own_image() throws IOException {
        try (Rollout rollout = rollout(SHOP)) {
            toStaging(rollout);
            rollout.yaml(SHOP.replace("shop:v2", "shop:v3"));
            toStaging(rollout);
            rollout.world.await(
                    rollout.deployer().deploy(only(rollout, "staging").goingBackTo(EarlierVersion.previous())));

            assertThat(promotion(rollout).targets().get(0).target().image().reference())
                    .isEqualTo("ghcr.io/org/shop:v2");
        }
    }

    @Test
    void another_machine_knows_nothing_of_it() throws IOException {
        try (Rollout rollout = rollout(SHOP)) {
            toStaging(rollout);
            Promoter elsewhere = new Promoter(
                    rollout.world.but().runs(RunStore.inMemory()).build(), rollout.anyToken(), rollout.policy());

            assertThatThrownBy(() -> rollout.world.await(
                            elsewhere.promote(only(rollout, "staging").targets().get(0), only(rollout, "production"))))
                    .hasMessageContaining("deployed elsewhere");
        }
    }
}
