package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.client.DeploymentId;
import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.fault.RandomFaults;
import dev.haloy.embedded.script.Behaviour;
import dev.haloy.embedded.script.Fate;
import dev.haloy.verdict.Outcome;
import dev.haloy.world.RunStore;
import dev.haloy.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/** One random rollout and what must be true of it. */
final class Scenario implements AutoCloseable {
    private static final List<String> SERVERS = List.of("a.example.com", "b.example.com", "c.example.com");

    private final long seed;
    private final boolean takesBack;
    private final Optional<Hostility> hostility;
    private final SplittableRandom random;
    final Rollout rollout;
    private final Map<String, App> apps = new LinkedHashMap<>();
    private final Map<String, Truth> truths = new LinkedHashMap<>();

    private record App(
            String name,
            String server,
            boolean existed,
            boolean rolling,
            boolean domain,
            Behaviour behaviour,
            boolean sound,
            boolean crashes) {}

    /** What the server really had of an app at one moment: the newest version that ran, and whose containers there were. */
    private record Truth(String running, Set<String> present) {}

    Scenario(long seed) {
        this(seed, false);
    }

    /** With {@code takesBack}, every app runs an old version, and the policy brings it back. */
    Scenario(long seed, boolean takesBack) {
        this(seed, takesBack, Optional.empty(), new Rollout(seed));
    }

    /** With everything that can go wrong: the network, the servers' answers, daemons, clocks, our disk, and somebody else. */
    static Scenario hostile(long seed, boolean takesBack) {
        SplittableRandom chance = new SplittableRandom(seed * 31);
        double rate = chance.nextInt(3) == 0 ? 0.05 : 0;
        RunStore runs = chance.nextInt(6) == 0 ? new BrittleStore(chance.nextInt(60)) : RunStore.inMemory();
        Rollout rollout = new Rollout(seed, network -> new ShakyNetwork(network, seed, rate), runs);
        return new Scenario(seed, takesBack, Optional.of(new Hostility(seed)), rollout);
    }

    private Scenario(long seed, boolean takesBack, Optional<Hostility> hostility, Rollout rollout) {
        this.seed = seed;
        this.takesBack = takesBack;
        this.hostility = hostility;
        this.random = new SplittableRandom(seed);
        this.rollout = rollout;
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
        hostility.ifPresent(this::invite);
    }

    private void invite(Hostility trouble) {
        trouble.strike(rollout);
        apps.values().forEach(app -> trouble.sendStranger(rollout, rollout.servers.at(app.server()), app.name()));
    }

    /** The server of each target, in declared order. */
    Map<String, String> servers() {
        Map<String, String> servers = new LinkedHashMap<>();
        apps.forEach((key, app) -> servers.put(key, app.server()));
        return servers;
    }

    /** The same run, which dies after a line of its journal and is gone on with after a while. */
    DeployResult runMortally() {
        rollout.onEvent = this::hear;
        RunStore store = RunStore.inMemory();
        MortalWorld mortal = new MortalWorld(rollout.world, store, 2 + random.nextInt(60));
        CompletableFuture<DeployResult> first = new Deployer(
                        mortal.world(), rollout.anyToken(), rollout.policy(), this::hear)
                .deploy(rollout.request());
        while (!mortal.isDead() && !first.isDone()) {
            rollout.time.advance(Duration.ofMillis(200));
        }
        DeployResult result = first.isDone() ? first.join() : goneOnWith(store);
        show();
        check(result);
        return result;
    }

    private DeployResult goneOnWith(RunStore store) {
        rollout.time.advance(Duration.ofSeconds(List.of(0, 3, 60, 720).get(random.nextInt(4))));
        World reborn = rollout.world.but().runs(store).ownLanes().build();
        return rollout.world.await(new Deployer(reborn, rollout.anyToken(), rollout.policy(), this::hear)
                .resume(rollout.request(), store.runIds().get(0)));
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
        apps.put(name, new App(name, server, existed, rolling, domain, behaviour, kind >= 4, kind == 1));
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

    /** Half of the daemons are killed once in the first twenty seconds and stay away for a while. */
    Scenario withRestarts() {
        for (EmbeddedHaloyd server : rollout.servers.all()) {
            if (random.nextBoolean()) {
                Duration moment = Duration.ofMillis(random.nextInt(20_000));
                Duration away = Duration.ofMillis(1 + random.nextInt(12_000));
                rollout.time.after(moment, () -> server.restart(away));
            }
        }
        return this;
    }

    /** Runs it with the real engine and checks what it said. */
    DeployResult run() {
        rollout.onEvent = this::hear;
        DeployResult result = rollout.deploy();
        show();
        check(result);
        return result;
    }

    /** What happened, for whoever looks at one seed. */
    private void show() {
        if (Long.getLong("haloy.simulation.seed") != null) {
            rollout.events.forEach(System.out::println);
            rollout.servers.all().forEach(server -> {
                System.out.println(server.requests());
                server.log().forEach(System.out::println);
            });
        }
    }

    /** An outcome is held against the moment in which it was drawn. */
    void hear(DeployEvent event) {
        if (event instanceof DeployEvent.TargetFinished finished) {
            finished.target().ifPresent(target -> truths.put(target, truth(target)));
        }
    }

    /** Holds the result against the truth, a minute later. */
    void check(DeployResult result) {
        result.targets().forEach(target -> truths.computeIfAbsent(target.target(), this::truth));
        rollout.time.advance(Duration.ofSeconds(60));
        result.targets().forEach(this::check);
        assertThat(rollout.servers.all())
                .as("%s: streams left open", replay())
                .allMatch(server -> server.openStreams() == 0);
        assertThat(rollout.events.toString()).as(replay()).doesNotContain(Rollout.TOKEN);
        assertThat(journal().toString()).as(replay()).doesNotContain(Rollout.TOKEN);
    }

    /** What the run wrote down. */
    List<String> journal() {
        RunStore runs = rollout.world.runs();
        return runs.runIds().stream().flatMap(id -> runs.lines(id).stream()).toList();
    }

    private String replay() {
        return "seed " + seed + " (replay: mvn -o -pl core -am test -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dtest=SimulationTest -Dhaloy.simulation.seed=" + seed + ")";
    }

    private Truth truth(String target) {
        App app = apps.get(target);
        EmbeddedHaloyd server = rollout.servers.at(app.server());
        String running = server.running(app.name())
                .map(version -> version.deploymentId() + " x" + version.replicas())
                .orElse("nothing");
        Set<String> present = new TreeSet<>();
        server.containers(app.name()).forEach(container -> present.add(container.deploymentId()));
        return new Truth(running, present);
    }

    private void check(TargetResult result) {
        App app = apps.get(result.target());
        EmbeddedHaloyd server = rollout.servers.at(app.server());
        Truth truth = truths.get(result.target());
        String what = replay() + ": " + app + " " + result + "; truth: " + truth + "; requests: " + posts(server, app);
        if (result.outcome() instanceof Outcome.Deployed deployed) {
            // Somebody else may have been there between the question of the confirming status and its answer.
            if (!Hostility.isStranger(truth.running())) {
                assertThat(truth.running()).as(what).isEqualTo(deployed.id() + " x" + deployed.replicas());
            }
            assertThat(truth.present()).as(what).contains(deployed.id().value());
            // What crashes now and then is up only at the moment for which the outcome speaks; and no client can
            // protect an app
            // from strangers, from daemons that die, and from ends that nobody hears of.
            assertThat(app.crashes()
                            || hostility.isPresent()
                            || server.running(app.name())
                                    .filter(now -> now.deploymentId()
                                            .equals(deployed.id().value()))
                                    .isPresent())
                    .as("%s; a minute later", what)
                    .isTrue();
        }
        if (result.outcome() instanceof Outcome.RolledBack back) {
            assertThat(truth.running()).as(what).startsWith(back.to().value());
        }
        if (result.outcome() instanceof Outcome.Failed failed
                && !failed.reason().startsWith("rolling back failed")) {
            assertThat(truth.present())
                    .as(what)
                    .containsAll(failed.nowRunning().stream()
                            .map(DeploymentId::value)
                            .toList());
            // A failure in the words of a success is a lie, and believed if the truth behind it is lost.
            boolean lied = hostility.isPresent() && failed.reason().startsWith("Deployed ");
            assertThat(!lied
                            && failed.phase() != Outcome.Phase.POST_DEPLOY
                            && app.sound()
                            && posts(server, app).stream().anyMatch(id -> server.fate(id) == Fate.RUNNING))
                    .as("%s; called failed although it runs", what)
                    .isFalse();
        }
        if (app.existed() && app.rolling() && !app.crashes() && hostility.isEmpty()) {
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
