package dev.haloy.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.embedded.fault.RandomFaults;
import dev.haloy.embedded.script.Behaviour;
import dev.haloy.embedded.script.Fate;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** Whatever clients, networks and operators do at random, some things always hold. */
class ModelInvariantsTest {
    private static final String[] APPS = {"a", "b", "plain"};

    private final List<LogStream> streams = new ArrayList<>();
    private final List<DeployBody> posted = new ArrayList<>();

    @Test
    void the_truth_never_contradicts_itself() {
        for (long seed = 0; seed < 300; seed++) {
            streams.clear();
            posted.clear();
            live(seed);
        }
    }

    private void live(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        World world = new World(options -> options.seed(seed));
        if (random.nextBoolean()) {
            world.haloyd.faults(RandomFaults.flakyNetwork(seed));
        }
        for (int step = 0; step < 25; step++) {
            act(world, random);
            world.time.advance(Duration.ofMillis(random.nextInt(8000)));
            check(world, seed);
        }
        streams.forEach(LogStream::leave);
        world.time.advance(Duration.ofMinutes(10));
        check(world, seed);
        assertThat(world.haloyd.openStreams()).as("seed " + seed).isZero();
        for (DeployBody body : posted) {
            assertThat(world.haloyd.fate(body.id())).as("seed " + seed).isNotEqualTo(Fate.UNDER_WAY);
        }
    }

    private void act(World world, SplittableRandom random) {
        switch (random.nextInt(8)) {
            case 0 -> streams.add(world.follow("/v1/server-logs"));
            case 1 -> world.haloyd.app(APPS[random.nextInt(3)]).nextDeployment(behaviour(random));
            case 2 -> {
                if (random.nextInt(4) == 0) {
                    world.haloyd.restart();
                }
            }
            case 3 -> {
                if (!streams.isEmpty()) {
                    streams.get(random.nextInt(streams.size())).leave();
                }
            }
            default -> post(world, random);
        }
    }

    private static Behaviour behaviour(SplittableRandom random) {
        Behaviour[] all = {
            Behaviour.healthy(),
            Behaviour.failsHealthCheck(),
            Behaviour.slowHealth(3),
            Behaviour.crashLoops(),
            Behaviour.crashLoops(Duration.ofSeconds(7)),
            Behaviour.imageMissing(),
            Behaviour.failsCertificate(),
            Behaviour.oneSickReplica(1),
            Behaviour.noMarker(),
            Behaviour.healthy().stopTakes(Duration.ofSeconds(15))
        };
        return all[random.nextInt(all.length)];
    }

    private void post(World world, SplittableRandom random) {
        String app = APPS[random.nextInt(3)];
        DeployBody body = world.body(app).replicas(1 + random.nextInt(4));
        if (!app.equals("plain")) {
            body.domain(app + ".example.test");
        }
        if (random.nextInt(4) == 0) {
            body.replace();
        }
        if (random.nextInt(12) == 0) {
            body.target(target -> target.remove("replicas"));
        }
        posted.add(body);
        try {
            world.post("/v1/deploy", body.json());
        } catch (CompletionException lost) {
            assertThat(lost).hasCauseInstanceOf(IOException.class);
        }
        if (random.nextBoolean()) {
            streams.add(world.followDeployment(body.id()));
        }
    }

    private void check(World world, long seed) {
        for (String app : APPS) {
            List<ContainerView> containers = world.haloyd.containers(app);
            for (String id : world.haloyd.serving(app)) {
                assertThat(containers).as("seed " + seed).anyMatch(container -> isUp(container, id));
            }
            assertThat(containers)
                    .as("seed " + seed)
                    .extracting(ContainerView::name)
                    .doesNotHaveDuplicates();
        }
        for (DeployBody body : posted) {
            Fate fate = world.haloyd.fate(body.id());
            String app = body.root().at("/targetConfig/name").asText();
            boolean up = world.haloyd.containers(app).stream().anyMatch(container -> isUp(container, body.id()));
            if (fate == Fate.RUNNING) {
                assertThat(up).as("seed " + seed).isTrue();
            } else if (fate == Fate.REMOVED || fate == Fate.NEVER_STARTED) {
                assertThat(up).as("seed " + seed).isFalse();
            }
        }
    }

    private static boolean isUp(ContainerView container, String id) {
        return container.deploymentId().equals(id) && container.state().equals("running");
    }
}
