package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.client.DeploymentId;
import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.fault.RandomFaults;
import dev.haloy.embedded.script.Behaviour;
import dev.haloy.embedded.script.Fate;
import dev.haloy.verdict.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random rollouts on random servers with random trouble, in virtual time. What the result says is held against what
 * really became of every deployment. A failing seed can be run alone: {@code -Dhaloy.simulation.seed=17};
 * more than the usual five hundred runs: {@code -Dhaloy.simulation.runs=20000}.
 */
class SimulationTest {
    private static final long RUNS = Long.getLong("haloy.simulation.runs", 500);
    private static final int CHUNK = 50;

    static Stream<Long> chunks() {
        Long only = Long.getLong("haloy.simulation.seed");
        return only != null
                ? Stream.of(only)
                : LongStream.range(0, RUNS / CHUNK).mapToObj(chunk -> chunk * CHUNK);
    }

    @ParameterizedTest
    @MethodSource("chunks")
    void the_verdict_is_true_whatever_breaks(long first) {
        long count = Long.getLong("haloy.simulation.seed") != null ? 1 : CHUNK;
        for (long seed = first; seed < first + count; seed++) {
            try (Scenario scenario = new Scenario(seed)) {
                scenario.run();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("chunks")
    void what_is_taken_back_is_told_truly_and_taken_back_once(long first) {
        long count = Long.getLong("haloy.simulation.seed") != null ? 1 : CHUNK;
        for (long seed = first; seed < first + count; seed++) {
            try (Scenario scenario = new Scenario(seed, true)) {
                scenario.run();
            }
        }
    }

    @Test
    void the_same_seed_gives_the_same_run() {
        assertThat(outcomes(7)).isEqualTo(outcomes(7));
    }

    private static List<String> outcomes(long seed) {
        try (Scenario scenario = new Scenario(seed)) {
            return scenario.run().targets().stream().map(TargetResult::toString).toList();
        }
    }

    @Test
    void trouble_leaves_most_outcomes_known() {
        Map<String, Integer> kinds = new TreeMap<>();
        for (long seed = 0; seed < 100; seed++) {
            try (Scenario scenario = new Scenario(seed)) {
                scenario.run()
                        .targets()
                        .forEach(result ->
                                kinds.merge(result.outcome().getClass().getSimpleName(), 1, Integer::sum));
            }
        }

        int all = kinds.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(kinds.getOrDefault("Unknown", 0)).as(kinds.toString()).isLessThan(all / 10);
        assertThat(kinds.getOrDefault("Deployed", 0)).as(kinds.toString()).isGreaterThan(all / 3);
    }

    /** One random rollout and what must be true of it. */
    private static final class Scenario implements AutoCloseable {
        private static final List<String> SERVERS = List.of("a.example.com", "b.example.com", "c.example.com");

        private final long seed;
        private final boolean takesBack;
        private final SplittableRandom random;
        private final Rollout rollout;
        private final Map<String, App> apps = new LinkedHashMap<>();

        private record App(
                String name,
                String server,
                boolean existed,
                boolean rolling,
                boolean domain,
                Behaviour behaviour,
                boolean sound) {}

        Scenario(long seed) {
            this(seed, false);
        }

        /** With {@code takesBack}, every app runs an old version, and the policy brings it back. */
        Scenario(long seed, boolean takesBack) {
            this.seed = seed;
            this.takesBack = takesBack;
            this.random = new SplittableRandom(seed);
            this.rollout = new Rollout(seed);
            int servers = 1 + random.nextInt(SERVERS.size());
            SERVERS.subList(0, servers).forEach(rollout::server);
            int targets = 1 + random.nextInt(5);
            StringBuilder yaml = new StringBuilder("targets:\n");
            for (int i = 0; i < targets; i++) {
                yaml.append(target("app" + i, SERVERS.get(random.nextInt(servers))));
            }
            OnFailure onFailure = random.nextBoolean() ? OnFailure.KEEP_GOING : OnFailure.STOP_STARTING;
            if (takesBack) {
                onFailure = random.nextInt(4) > 0 ? OnFailure.ROLL_BACK_ALL : OnFailure.ROLL_BACK_FAILED;
            }
            rollout.yaml(yaml.toString())
                    .policy(DeployPolicy.builder().onFailure(onFailure).build());
            rollout.servers.faults(faults());
        }

        private String target(String name, String server) {
            boolean domain = random.nextInt(4) > 0;
            boolean rolling = random.nextInt(4) > 0;
            boolean existed = random.nextBoolean() || takesBack;
            int replicas = 1 + random.nextInt(3);
            EmbeddedHaloyd haloyd = rollout.servers.at(server);
            String[] domains = domain ? new String[] {name + ".example.com"} : new String[0];
            if (existed) {
                haloyd.app(name).running("v1", replicas, domains);
            }
            int kind = random.nextInt(10);
            Behaviour behaviour = switch (kind) {
                case 0 -> Behaviour.failsHealthCheck();
                case 1 -> Behaviour.crashLoops();
                case 2 -> Behaviour.imageMissing();
                case 3 -> Behaviour.failsCertificate();
                case 4 -> Behaviour.slowHealth(1 + random.nextInt(4));
                default -> Behaviour.healthy();
            };
            haloyd.app(name).everyDeployment(behaviour);
            apps.put(name, new App(name, server, existed, rolling, domain, behaviour, kind >= 4));
            return "  " + name + ": {server: " + server + ", image: \"" + name + ":v2\", replicas: " + replicas
                    + ", deployment_strategy: " + (rolling ? "rolling" : "replace")
                    + (domain ? ", domains: [{domain: " + name + ".example.com}]" : "") + "}\n";
        }

        private RandomFaults faults() {
            return switch (random.nextInt(3)) {
                case 0 -> RandomFaults.none();
                case 1 -> RandomFaults.seeded(seed).cuttingStreams(0.3);
                default -> RandomFaults.flakyNetwork(seed);
            };
        }

        DeployResult run() {
            DeployResult result = rollout.deploy();
            if (Long.getLong("haloy.simulation.seed") != null) {
                rollout.events.forEach(System.out::println);
                rollout.servers.all().forEach(server -> System.out.println(server.requests()));
            }
            Map<String, String> before = new LinkedHashMap<>();
            result.targets().forEach(target -> before.put(target.target(), truth(target)));
            rollout.time.advance(Duration.ofSeconds(60));
            for (TargetResult target : result.targets()) {
                check(target, before.get(target.target()));
            }
            assertThat(rollout.servers.all())
                    .as("seed %d: streams left open", seed)
                    .allMatch(server -> server.openStreams() == 0);
            return result;
        }

        private String truth(TargetResult target) {
            App app = apps.get(target.target());
            return rollout.servers
                    .at(app.server())
                    .running(app.name())
                    .map(running -> running.deploymentId() + " x" + running.replicas())
                    .orElse("nothing");
        }

        private void check(TargetResult result, String truth) {
            App app = apps.get(result.target());
            EmbeddedHaloyd server = rollout.servers.at(app.server());
            String what = "seed " + seed + ": " + app + " " + result + "; truth: " + truth + "; requests: "
                    + posts(server, app);
            if (result.outcome() instanceof Outcome.Deployed deployed) {
                assertThat(truth).as(what).startsWith(deployed.id().value());
                assertThat(server.running(app.name()).map(running -> running.deploymentId()))
                        .as("%s; a minute later", what)
                        .contains(deployed.id().value());
            }
            if (result.outcome() instanceof Outcome.RolledBack back) {
                assertThat(truth).as(what).startsWith(back.to().value());
            }
            if (result.outcome() instanceof Outcome.Failed failed
                    && !failed.reason().startsWith("rolling back failed")) {
                for (DeploymentId id : failed.nowRunning()) {
                    assertThat(server.containers(app.name()))
                            .as(what)
                            .anyMatch(c -> c.deploymentId().equals(id.value()));
                }
                assertThat(app.sound() && posts(server, app).stream().anyMatch(id -> server.fate(id) == Fate.RUNNING))
                        .as("%s; called failed although it runs", what)
                        .isFalse();
            }
            if (app.existed() && app.rolling()) {
                assertThat(server.containers(app.name()))
                        .as("%s; the app is gone", what)
                        .isNotEmpty();
            }
            long live = posts(server, app).stream()
                    .filter(id -> server.fate(id) != Fate.NEVER_STARTED)
                    .count();
            assertThat(live).as("%s; deployed more than once", what).isLessThanOrEqualTo(1);
            long back = server.requests().stream()
                    .filter(request -> request.json("/newTargetConfig/name")
                            .filter(app.name()::equals)
                            .isPresent())
                    .flatMap(request -> request.json("/newDeploymentID").stream())
                    .filter(id -> server.fate(id) != Fate.NEVER_STARTED)
                    .count();
            assertThat(back).as("%s; taken back more than once", what).isLessThanOrEqualTo(1);
        }

        private static List<String> posts(EmbeddedHaloyd server, App app) {
            List<String> ids = new ArrayList<>();
            server.requests().stream()
                    .filter(request -> request.method().equals("POST"))
                    .filter(request -> request.json("/targetConfig/name")
                            .filter(app.name()::equals)
                            .isPresent())
                    .forEach(request -> request.json("/deploymentID").ifPresent(ids::add));
            return ids;
        }

        @Override
        public void close() {
            rollout.close();
        }
    }
}
