package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.script.Behaviour;
import dev.haloy.lock.LockStore;
import dev.haloy.lock.Locks;
import dev.haloy.verdict.Outcome;
import dev.haloy.world.RunStore;
import dev.haloy.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Two processes of ours that deploy the same to the same server; they may die and be gone on with, and lose sight of the locks. */
final class LockScenario implements AutoCloseable {
    private static final String SERVER = "prod.example.com";
    private static final Duration LONGEST = Duration.ofHours(2);

    private final long seed;
    private final SplittableRandom random;
    private final Rollout rollout;
    private final int apps;
    private final LeaseStore store;
    private final Locks locks;
    private final List<Process> processes = new ArrayList<>();
    private final List<String> untrue = new ArrayList<>();
    private UnaryOperator<LockStore> view = given -> given;
    private boolean ignoresLocks;

    LockScenario(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        this.rollout = new Rollout(seed);
        EmbeddedHaloyd server = rollout.server(SERVER);
        apps = 1 + random.nextInt(3);
        StringBuilder yaml = new StringBuilder("pre_deploy: [migrate]\npost_deploy: [smoke]\ntargets:\n");
        for (int i = 0; i < apps; i++) {
            String app = "app" + i;
            server.app(app).running("v1", 1, app + ".example.com").everyDeployment(behaviour());
            yaml.append("  " + app + ": {server: " + SERVER + ", image: \"" + app + ":v2\", domains: [{domain: " + app
                    + ".example.com}]}\n");
        }
        rollout.yaml(yaml.toString())
                .policy(DeployPolicy.builder().onFailure(OnFailure.KEEP_GOING).build());
        rollout.processes.last("migrate", Duration.ofSeconds(random.nextInt(15)));
        rollout.processes.last("smoke", Duration.ofSeconds(random.nextInt(15)));
        this.store = new LeaseStore(outages());
        this.locks = Locks.in(store)
                .lease(Duration.ofSeconds(3 + random.nextInt(30)))
                .waitAtMost(Duration.ofSeconds(random.nextInt(900)));
    }

    private Predicate<Instant> outages() {
        if (random.nextInt(3) > 0) {
            return at -> false;
        }
        Instant from = rollout.time.instant().plusSeconds(5 + random.nextInt(30));
        Instant until = from.plusSeconds(1 + random.nextInt(40));
        return at -> !at.isBefore(from) && at.isBefore(until);
    }

    private Behaviour behaviour() {
        return switch (random.nextInt(5)) {
            case 0 -> Behaviour.failsHealthCheck();
            case 1 -> Behaviour.slowHealth(1 + random.nextInt(4));
            case 2 -> Behaviour.healthy().startTakes(Duration.ofSeconds(random.nextInt(40)));
            default -> Behaviour.healthy();
        };
    }

    /** Runs that see the store so. */
    LockScenario seeing(UnaryOperator<LockStore> other) {
        view = other;
        return this;
    }

    /** Runs that do not ask for locks. */
    LockScenario withoutLocks() {
        ignoresLocks = true;
        return this;
    }

    /** One process of ours, with what it writes down. */
    private final class Process {
        final RunStore runs = RunStore.inMemory();
        Optional<MortalWorld> mortal = Optional.empty();
        CompletableFuture<DeployResult> run = new CompletableFuture<>();
        private Instant since = rollout.time.instant();

        void begin() {
            World world = rollout.world.but().ownLanes().runs(runs).build();
            if (random.nextInt(3) == 0) {
                MortalWorld dying = new MortalWorld(world, runs, 2 + random.nextInt(40));
                mortal = Optional.of(dying);
                world = dying.world();
            }
            run = deployer(world).deploy(rollout.request());
        }

        private Deployer deployer(World world) {
            Deployer deployer = new Deployer(world, rollout.anyToken(), rollout.policy(), this::hear);
            Locks seen = Locks.in(view.apply(store)).lease(locks.lease()).waitAtMost(locks.patience());
            return ignoresLocks ? deployer : deployer.withLocks(seen);
        }

        boolean isDead() {
            return mortal.filter(MortalWorld::isDead).isPresent();
        }

        void goOn() {
            mortal = Optional.empty();
            since = rollout.time.instant();
            World world = rollout.world.but().ownLanes().runs(runs).build();
            run = deployer(world).resume(rollout.request(), runs.runIds().get(0));
        }

        /** What was confirmed before it died was true then. */
        private void hear(DeployEvent event) {
            if (event instanceof DeployEvent.TargetFinished finished
                    && finished.outcome() instanceof Outcome.Deployed deployed
                    && !deployed.confirmedAt().isBefore(since)) {
                String app = finished.target().orElseThrow();
                Optional<String> running =
                        rollout.servers.at(SERVER).running(app).map(version -> version.deploymentId());
                // What another process deploys beside it may take an app away, but never replace it.
                boolean mayBeGone = apps > 1;
                if (running.isEmpty()
                        ? !mayBeGone
                        : !running.get().equals(deployed.id().value())) {
                    untrue.add(app + ": " + deployed + ", but " + running + " runs");
                }
                boolean isLost = facts().stream().anyMatch(Fact.LockLost.class::isInstance);
                if (!isLost
                        && !store.had(key(app), runs.runIds().get(0), event.at().plusNanos(1))) {
                    untrue.add(app + ": " + deployed + ", and the lock was given back before");
                }
            }
        }

        List<Fact> facts() {
            return RunJournal.read(runs, runs.runIds().get(0), rollout.policy()).facts();
        }
    }

    private static String key(String app) {
        return SERVER + "/" + app;
    }

    /** Lets both run to their ends and checks what they did. */
    LockScenario run() {
        for (int i = 0; i < 2; i++) {
            Process process = new Process();
            processes.add(process);
            process.begin();
            rollout.time.advance(Duration.ofMillis(random.nextInt(20_000)));
        }
        untilOver();
        for (Process process : processes) {
            if (process.isDead() && !process.run.isDone() && random.nextInt(3) > 0) {
                process.goOn();
            }
        }
        untilOver();
        check();
        return this;
    }

    private void untilOver() {
        Instant end = rollout.time.instant().plus(LONGEST);
        while (processes.stream().anyMatch(process -> !process.isDead() && !process.run.isDone())) {
            assertThat(rollout.time.instant())
                    .as("%s: runs without end", replay())
                    .isBefore(end);
            rollout.time.advance(Duration.ofSeconds(1));
        }
    }

    /** Whoever sends, or runs a hook of a target, has its lock; and what is said to be deployed is. */
    private void check() {
        assertThat(untrue).as(replay()).isEmpty();
        for (Process process : processes) {
            String runId = process.runs.runIds().get(0);
            for (Fact fact : process.facts()) {
                app(fact)
                        .ifPresent(app -> assertThat(store.had(key(app), runId, fact.at()))
                                .as("%s: without the lock: %s", replay(), fact)
                                .isTrue());
            }
        }
    }

    private static Optional<String> app(Fact fact) {
        if (fact instanceof Fact.HookIntended hook) {
            return hook.hook().target();
        }
        return fact instanceof Fact.PostIntended post ? Optional.of(post.target()) : Optional.empty();
    }

    /** How often a lock was taken over. */
    long takeOvers() {
        return store.takeOvers();
    }

    /** How many facts of a kind were written down. */
    long count(Function<Fact, Boolean> kind) {
        return processes.stream()
                .flatMap(process -> process.facts().stream())
                .filter(kind::apply)
                .count();
    }

    private String replay() {
        return "seed " + seed + " (replay: mvn -o -pl core -am test -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dtest=LockSimulationTest -Dhaloy.locks.seed=" + seed + ")";
    }

    @Override
    public void close() {
        rollout.close();
    }
}
