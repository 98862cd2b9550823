package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haloy.embedded.script.Behaviour;
import dev.haloy.lock.LockException;
import dev.haloy.lock.LockStore;
import dev.haloy.lock.Locks;
import dev.haloy.verdict.Outcome;
import dev.haloy.verdict.Outcome.Phase;
import dev.haloy.world.RunStore;
import dev.haloy.world.World;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocksTest {
    private static final String TWO = """
            name: shop
            image: ghcr.io/org/shop:v2
            targets:
              eu: {server: eu.example.com}
              us: {server: us.example.com}
            """;
    private static final String KEY = "eu.example.com/shop";
    private static final Duration LEASE = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private Rollout two() {
        Rollout rollout = Rollout.of(TWO)
                .policy(DeployPolicy.builder().onFailure(OnFailure.KEEP_GOING).build());
        rollout.server("eu.example.com").app("shop").running("v1");
        rollout.server("us.example.com").app("shop").running("v1");
        return rollout.locks(Locks.in(LockStore.in(folder)));
    }

    private LockStore store() {
        return LockStore.in(folder);
    }

    @Test
    void two_processes_deploy_an_app_to_a_server_one_after_the_other() {
        try (Rollout rollout = two()) {
            World other = rollout.world.but().ownLanes().build();
            var first = rollout.deployer().deploy(rollout.request());
            var second = rollout.deployer(other).deploy(rollout.request());
            List<String> turns = new ArrayList<>();
            rollout.onEvent = event -> {
                boolean isTurn =
                        event instanceof DeployEvent.DeploymentAccepted || event instanceof DeployEvent.TargetFinished;
                if (isTurn && event.target().equals(Optional.of("eu"))) {
                    turns.add(event.getClass().getSimpleName());
                }
            };

            assertThat(rollout.world.await(first).isDone()).isTrue();
            assertThat(rollout.world.await(second).isDone()).isTrue();

            assertThat(turns)
                    .containsExactly("DeploymentAccepted", "TargetFinished", "DeploymentAccepted", "TargetFinished");
            assertThat(rollout.told(DeployEvent.Waiting.class).map(DeployEvent.Waiting::reason))
                    .anySatisfy(reason -> assertThat(reason).contains("holds the lock of shop on eu.example.com"));
        }
    }

    @Test
    void what_was_seen_before_the_lock_was_there_is_looked_at_again() {
        try (Rollout rollout = two()) {
            World other = rollout.world.but().ownLanes().build();
            SavedPlan plan = rollout.plan().saved();
            var first = rollout.deployer().deploy(rollout.request());
            var second = rollout.deployer(other).deploy(rollout.request(), plan);
            rollout.world.await(first);

            DeployResult late = rollout.world.await(second);

            assertThat(((Outcome.Failed) late.target("eu").outcome()).reason()).contains("the plan no longer holds");
        }
    }

    @Test
    void the_lock_of_the_dead_is_taken_over_when_its_lease_has_ended() {
        try (Rollout rollout = two()) {
            store().take(KEY, "the dead", LEASE, rollout.world.clock());

            DeployResult result = rollout.deploy();

            assertThat(result.isDone()).isTrue();
            assertThat(result.target("eu").took()).isBetween(Duration.ofSeconds(59), Duration.ofSeconds(75));
            assertThat(rollout.told(DeployEvent.Warned.class).map(DeployEvent.Warned::message))
                    .containsExactly(
                            "took the lock of shop on eu.example.com over from the dead, which has not renewed it");
        }
    }

    @Test
    void locks_are_given_back_when_a_target_has_its_outcome() {
        try (Rollout rollout = two()) {
            rollout.deploy();

            assertThat(store().take(KEY, "next", LEASE, rollout.world.clock()))
                    .isEqualTo(new LockStore.Taken(2, Optional.empty()));
        }
    }

    @Test
    void what_is_taken_back_is_locked_once_more() {
        try (Rollout rollout = two().policy(DeployPolicy.builder()
                .onFailure(OnFailure.ROLL_BACK_ALL)
                .build())) {
            rollout.servers.at("us.example.com").app("shop").nextDeployment(Behaviour.imageMissing());

            assertThat(rollout.deploy().target("eu").outcome()).isInstanceOf(Outcome.RolledBack.class);

            assertThat(store().take(KEY, "next", LEASE, rollout.world.clock()))
                    .isEqualTo(new LockStore.Taken(3, Optional.empty()));
        }
    }

    @Test
    void waiting_has_an_end_and_nothing_was_sent() {
        try (Rollout rollout = two().locks(Locks.in(store()).waitAtMost(Duration.ofSeconds(5)))) {
            store().take(KEY, "somebody", LEASE, rollout.world.clock());

            DeployResult result = rollout.deploy();

            Outcome.Failed failed = (Outcome.Failed) result.target("eu").outcome();
            assertThat(failed.phase()).isEqualTo(Phase.PREFLIGHT);
            assertThat(failed.reason())
                    .isEqualTo("gave up waiting for the lock of shop on eu.example.com: "
                            + "somebody holds the lock of shop on eu.example.com");
            assertThat(result.target("eu").took()).isEqualTo(Duration.ofSeconds(5));
            assertThat(result.target("us").isDeployed()).isTrue();
            assertThat(rollout.requests("eu.example.com")).doesNotContainKey("POST /v1/deploy");
        }
    }

    @Test
    void waiting_can_be_cancelled() {
        try (Rollout rollout = two()) {
            store().take(KEY, "somebody", LEASE, rollout.world.clock());
            var run = rollout.start();
            rollout.time.advance(Duration.ofSeconds(20));

            run.cancel(true);
            rollout.time.advance(Duration.ofSeconds(1));

            DeployResult result = rollout.told(DeployEvent.RunFinished.class)
                    .findFirst()
                    .orElseThrow()
                    .result();
            assertThat(result.target("eu").outcome()).isEqualTo(new Outcome.Skipped(Outcome.Reason.CANCELLED));
        }
    }

    @Test
    void a_store_that_cannot_be_reached_fails_the_target_and_says_so() {
        try (Rollout rollout = two()) {
            Unsteady store = new Unsteady(store());
            store.takes = false;

            DeployResult result = rollout.locks(Locks.in(store)).deploy();

            assertThat(((Outcome.Failed) result.target("eu").outcome()).reason())
                    .isEqualTo("trouble with the lock of shop on eu.example.com: out of reach");
            assertThat(rollout.requests("us.example.com")).doesNotContainKey("POST /v1/deploy");
        }
    }

    @Test
    void a_run_that_loses_a_lock_starts_nothing_more_and_follows_what_was_sent() {
        try (Rollout rollout = Rollout.of("""
                {name: shop, image: "shop:v2", post_deploy: [smoke], domains: [{domain: a.example.com}],
                 targets: {eu: {server: eu.example.com}, late: {server: eu.example.com, name: late}}}
                """)) {
            rollout.server("eu.example.com");
            Unsteady store = new Unsteady(store());
            store.renews = Optional.of(false);
            rollout.processes.last("smoke", Duration.ofMinutes(5));

            DeployResult result = rollout.locks(Locks.in(store)).deploy();

            Outcome.Failed failed = (Outcome.Failed) result.target("eu").outcome();
            assertThat(failed.phase()).isEqualTo(Phase.POST_DEPLOY);
            assertThat(failed.nowRunning()).hasSize(1);
            assertThat(result.target("late").outcome()).isEqualTo(new Outcome.Skipped(Outcome.Reason.STOPPED_EARLY));
            assertThat(result.runProblems())
                    .containsExactly("the lock of shop on eu.example.com was lost: somebody else may hold it by now");
            assertThat(rollout.processes.killed).containsExactly("smoke");
        }
    }

    @Test
    void a_lock_that_was_lost_while_containers_start_does_not_hide_that_they_run() {
        try (Rollout rollout = two()) {
            Unsteady store = new Unsteady(store());
            store.renews = Optional.empty();
            rollout.servers
                    .at("eu.example.com")
                    .app("shop")
                    .nextDeployment(Behaviour.healthy().startTakes(Duration.ofSeconds(20)));

            DeployResult result =
                    rollout.locks(Locks.in(store).lease(Duration.ofSeconds(3))).deploy();

            assertThat(result.target("eu").isDeployed()).isTrue();
            assertThat(result.isDone()).isFalse();
            assertThat(result.runProblems())
                    .contains("the lock of shop on eu.example.com was lost: it could not be renewed in time");
        }
    }

    @Test
    void a_store_may_be_out_of_reach_for_a_while() {
        try (Rollout rollout = two()) {
            Unsteady store = new Unsteady(store());
            store.failures = 2;
            rollout.hooks(Hook.postDeploy("wait", at -> {}).on(task -> rollout.time.after(LEASE, task)));

            DeployResult result = rollout.locks(Locks.in(store)).deploy();

            assertThat(result.isDone()).isTrue();
            assertThat(rollout.told(DeployEvent.Warned.class).map(DeployEvent.Warned::message))
                    .hasSize(2)
                    .allSatisfy(message -> assertThat(message).endsWith("out of reach; trying again"));
        }
    }

    @Test
    void a_run_that_is_gone_on_with_waits_for_the_lock_of_its_dead_process() {
        for (int last = 8; last < 40; last += 3) {
            try (Rollout rollout = two().locks(Locks.in(LockStore.in(folder.resolve("" + last))))) {
                RunStore runs = RunStore.inMemory();
                MortalWorld mortal = new MortalWorld(rollout.world, runs, last);
                rollout.deployer(mortal.world()).deploy(rollout.request());
                rollout.time.advance(Duration.ofSeconds(10));
                String runId = runs.runIds().get(0);

                World reborn = rollout.world.but().runs(runs).ownLanes().build();
                DeployResult result =
                        rollout.world.await(rollout.deployer(reborn).resume(rollout.request(), runId));

                assertThat(result.isDone()).as("died after line %s", last).isTrue();
                assertThat(rollout.requests("eu.example.com")).containsEntry("POST /v1/deploy", 1);
            }
        }
    }

    @Test
    void lengths_that_make_no_sense_are_refused() {
        Locks locks = Locks.in(store());

        assertThatThrownBy(() -> locks.lease(Duration.ofSeconds(2))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> locks.waitAtMost(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    /** A store with troubles. */
    private static final class Unsteady implements LockStore {
        private final LockStore store;
        boolean takes = true;
        Optional<Boolean> renews = Optional.of(true);
        int failures;

        Unsteady(LockStore store) {
            this.store = store;
        }

        @Override
        public Attempt take(String key, String owner, Duration lease, InstantSource clock) {
            if (!takes) {
                throw new LockException("out of reach");
            }
            return store.take(key, owner, lease, clock);
        }

        @Override
        public boolean renew(String key, long token, Duration lease, InstantSource clock) {
            if (failures-- > 0) {
                throw new LockException("out of reach");
            }
            return renews.orElseThrow(() -> new LockException("out of reach")) && store.renew(key, token, lease, clock);
        }

        @Override
        public void release(String key, long token, InstantSource clock) {
            store.release(key, token, clock);
        }
    }
}
