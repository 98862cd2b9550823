package dev.haloy.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.embedded.fault.RandomFaults;
import dev.haloy.embedded.script.Behaviour;
import dev.haloy.embedded.script.Fate;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class SimulationTest {
    /** A careless client deploys ten times over a bad network; what happened, as one hash. */
    private static String run(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        World world = new World(options -> options.seed(seed));
        world.haloyd.faults(RandomFaults.flakyNetwork(seed).delayingUpTo(Duration.ofMillis(80)));
        StringBuilder story = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            String app = "app" + random.nextInt(3);
            world.haloyd
                    .app(app)
                    .nextDeployment(random.nextInt(4) == 0 ? Behaviour.failsHealthCheck() : Behaviour.healthy());
            DeployBody body = world.body(app).domain(app + ".example.test");
            try {
                world.post("/v1/deploy", body.json());
                world.followDeployment(body.id());
            } catch (CompletionException lost) {
                story.append("lost ");
            }
            world.time.advance(Duration.ofMillis(random.nextInt(30_000)));
        }
        world.time.advance(Duration.ofMinutes(5));
        world.haloyd
                .requests()
                .forEach(request -> story.append(request.at()).append(request).append('\n'));
        world.haloyd.log().forEach(line -> story.append(line).append('\n'));
        for (int i = 0; i < 3; i++) {
            story.append(world.haloyd.containers("app" + i));
        }
        return sha256(story.toString());
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void the_same_seed_tells_the_same_story_and_another_seed_another() {
        Set<String> stories = new HashSet<>();
        for (long seed = 0; seed < 50; seed++) {
            String story = run(seed);
            assertThat(run(seed)).as("seed " + seed).isEqualTo(story);
            stories.add(story);
        }
        assertThat(stories).hasSize(50);
    }

    @Test
    void a_thousand_deployments_of_a_day_are_simulated_in_a_moment() {
        World world = new World();
        for (int i = 0; i < 1000; i++) {
            String id = world.deploy(world.body("shop").domain("shop.example.test"));
            world.followDeployment(id).toEnd();
            assertThat(world.haloyd.fate(id)).isEqualTo(Fate.RUNNING);
            world.time.advance(Duration.ofSeconds(80));
        }
        assertThat(world.haloyd.containers("shop")).hasSize(1);
        assertThat(world.haloyd.openStreams()).isZero();
    }
}
