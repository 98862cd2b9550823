package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.client.AppStatus;
import dev.haloy.client.DeploymentId;
import dev.haloy.resolve.ResolvedTarget;
import dev.haloy.resolve.Snapshot;
import dev.haloy.resolve.Snapshot.Difference;
import dev.haloy.verdict.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final DeploymentId ID = DeploymentId.next(Instant.EPOCH, new SplittableRandom(1), List.of());
    private static final String SHOP =
            "{name: shop, image: {repository: shop, tag: v2}, server: prod.example.com, replicas: 2}";

    private static ResolvedTarget target(String yaml) {
        try (Rollout rollout = Rollout.of(yaml)) {
            return rollout.request().targets().get(0).target();
        }
    }

    private static Optional<AppStatus> now(String state, String... containers) {
        return Optional.of(new AppStatus(state, ID, List.of(containers), List.of()));
    }

    private static Optional<Chronicle.Entry> known(Optional<Snapshot> settings, Optional<String> imageId) {
        Outcome outcome = new Outcome.Deployed(ID, 2, Instant.EPOCH);
        return Optional.of(new Chronicle.Entry(
                "r1", "shop", Optional.of(outcome), settings, imageId, Optional.empty(), Optional.empty()));
    }

    private static Plan.Changes compare(Optional<AppStatus> now, String yaml) {
        ResolvedTarget target = target(yaml);
        return Comparison.of(now, known(Optional.of(Snapshot.of(target)), Optional.empty()), target, Optional.empty());
    }

    @Test
    void what_runs_as_it_was_deployed_does_not_differ() {
        Plan.Changes changes = compare(now("running", "c1", "c2"), SHOP);

        assertThat(changes.settings()).isEmpty();
        assertThat(changes.unknown()).isEmpty();
    }

    @Test
    void containers_that_were_lost_or_have_ended_since_are_told() {
        assertThat(compare(now("running", "c1"), SHOP).unknown()).containsExactly("it has 1 container of 2");
        assertThat(compare(now("running", "c1", "c2", "c3"), SHOP).unknown())
                .containsExactly("it has 3 containers of 2");
        assertThat(compare(now("exited", "c1", "c2"), SHOP).unknown()).containsExactly("its containers are exited");
    }

    @Test
    void a_run_that_wrote_nothing_down_says_nothing() {
        Plan.Changes changes = Comparison.of(
                now("running", "c1", "c2"), known(Optional.empty(), Optional.empty()), target(SHOP), Optional.empty());

        assertThat(changes.unknown()).containsExactly("run r1 did not write down what it deployed");
    }

    @Test
    void one_reference_may_name_another_image() {
        ResolvedTarget target = target(SHOP);
        Optional<Chronicle.Entry> known = known(Optional.of(Snapshot.of(target)), Optional.of("sha256:1"));
        Optional<AppStatus> now = now("running", "c1", "c2");

        assertThat(Comparison.of(now, known, target, Optional.of("sha256:1")).settings())
                .isEmpty();
        assertThat(Comparison.of(now, known, target, Optional.of("sha256:2")).settings())
                .containsExactly(new Difference("image id", Optional.of("sha256:1"), Optional.of("sha256:2")));
    }

    @Test
    void an_image_that_is_built_anew_may_be_another_one() {
        String built = SHOP.replace("tag: v2", "tag: v2, builder: {context: .}");

        assertThat(compare(now("running", "c1", "c2"), built).unknown())
                .containsExactly("its image is built anew; whether it is another one shows only then");
    }

    @Test
    void a_tag_that_moves_does_not_matter_if_it_is_never_pulled_again() {
        String latest = SHOP.replace("tag: v2", "tag: latest");

        assertThat(compare(now("running", "c1", "c2"), latest).unknown()).hasSize(1);
        assertThat(compare(now("running", "c1", "c2"), latest.replace("latest", "latest, pull_policy: never"))
                        .unknown())
                .isEmpty();
    }

    @Test
    void a_version_that_was_brought_back_from_before_our_time_has_an_unknown_image() {
        ResolvedTarget target = target(SHOP);
        Snapshot brought = Snapshot.of(target).withImage(Optional.empty());

        Plan.Changes changes = Comparison.of(
                now("running", "c1", "c2"), known(Optional.of(brought), Optional.empty()), target, Optional.empty());

        assertThat(changes.settings()).isEmpty();
        assertThat(changes.unknown()).containsExactly("the image is not known of the version that run r1 brought back");
    }
}
