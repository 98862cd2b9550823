package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.embedded.ContainerView;
import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.script.Behaviour;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far apart two updates on one server are, so that neither takes the other's containers away or leaves old ones behind. */
class SpacingTest {
    private static final String SERVER = "prod.example.com";

    /** How an app is deployed. */
    enum Kind {
        /** A rolling update with a domain. */
        UPDATE(true, true, "rolling", Behaviour.healthy()),
        /** The same with a version that is not healthy. */
        BAD_UPDATE(true, true, "rolling", Behaviour.failsHealthCheck()),
        /** The same with a version that has no image. */
        NO_IMAGE(true, true, "rolling", Behaviour.imageMissing()),
        /** A rolling update without a domain. */
        INNER(true, false, "rolling", Behaviour.healthy()),
        /** A first deployment with a domain. */
        FIRST(false, true, "rolling", Behaviour.healthy()),
        /** An update that stops the old version first. */
        REPLACEMENT(true, true, "replace", Behaviour.healthy());

        private final boolean existed;
        private final boolean domain;
        private final String strategy;
        private final Behaviour behaviour;

        Kind(boolean existed, boolean domain, String strategy, Behaviour behaviour) {
            this.existed = existed;
            this.domain = domain;
            this.strategy = strategy;
            this.behaviour = behaviour;
        }

        String target(String app, EmbeddedHaloyd server) {
            String domainOfApp = app + ".example.com";
            if (existed) {
                server.app(app).running("v1", 2, domain ? new String[] {domainOfApp} : new String[0]);
            }
            server.app(app).everyDeployment(behaviour);
            return "  " + app + ": {image: 'shop:v2', replicas: 2, deployment_strategy: " + strategy
                    + (domain ? ", domains: [{domain: " + domainOfApp + "}]" : "") + "}\n";
        }
    }

    private final Rollout rollout = new Rollout(1);
    private final EmbeddedHaloyd server = rollout.server(SERVER);

    private DeployResult deploy(Kind first, Kind second) {
        rollout.yaml("server: " + SERVER + "\ntargets:\n" + first.target("one", server) + second.target("two", server))
                .policy(DeployPolicy.builder().onFailure(OnFailure.KEEP_GOING).build());
        DeployResult result = rollout.deploy();
        rollout.time.advance(Duration.ofMinutes(1));
        return result;
    }

    private <F extends Fact> List<F> facts(Class<F> kind) {
        String run = rollout.world.runs().runIds().get(0);
        return RunJournal.read(rollout.world.runs(), run, rollout.policy()).facts().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** From the end of the first to the request of the second. */
    private Duration gap() {
        List<Fact.PostIntended> posts = facts(Fact.PostIntended.class);
        Instant end = facts(Fact.MarkerSeen.class).stream()
                .filter(marker -> marker.id().equals(posts.get(0).id()))
                .map(Fact.MarkerSeen::at)
                .filter(at -> !at.isAfter(posts.get(1).at()))
                .reduce((earlier, later) -> later)
                .orElseThrow();
        return Duration.between(end, posts.get(1).at());
    }

    private List<String> versions(String app) {
        return server.containers(app).stream()
                .map(ContainerView::deploymentId)
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "UPDATE, UPDATE, 6",
        "UPDATE, BAD_UPDATE, 6",
        "UPDATE, FIRST, 6",
        "UPDATE, REPLACEMENT, 6",
        "UPDATE, INNER, 0",
        "BAD_UPDATE, UPDATE, 6",
        "NO_IMAGE, UPDATE, 6",
        "INNER, UPDATE, 0",
        "INNER, INNER, 0",
        "FIRST, UPDATE, 0",
        "FIRST, FIRST, 0",
        "REPLACEMENT, UPDATE, 0",
        "REPLACEMENT, REPLACEMENT, 0"
    })
    void nothing_is_lost_and_nothing_is_left_over(Kind first, Kind second, int seconds) {
        try (rollout) {
            DeployResult result = deploy(first, second);

            assertThat(gap()).isBetween(Duration.ofSeconds(seconds), Duration.ofSeconds(seconds + 1));
            for (String app : List.of("one", "two")) {
                Kind kind = app.equals("one") ? first : second;
                boolean good = kind.behaviour.equals(Behaviour.healthy());
                assertThat(result.target(app).isDeployed()).as(app).isEqualTo(good);
                // Servers leave the old containers of apps without domains running.
                assertThat(versions(app)).as(app).hasSize(kind.domain ? 1 : 2);
                assertThat(server.running(app).orElseThrow().image()).contains(good ? "v2" : "v1");
            }
        }
    }

    @Test
    void near_a_sick_neighbour_the_distance_is_twice_as_long_and_counts_for_apps_without_domains_too() {
        try (rollout) {
            server.app("sick").running("v1", 1, "sick.example.com").sick(true);

            DeployResult result = deploy(Kind.INNER, Kind.UPDATE);

            assertThat(facts(Fact.TroubleSeen.class)).isNotEmpty();
            assertThat(gap()).isBetween(Duration.ofSeconds(12), Duration.ofSeconds(13));
            assertThat(result.isDone()).isTrue();
            assertThat(versions("two")).hasSize(1);
        }
    }
}
