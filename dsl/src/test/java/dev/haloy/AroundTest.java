package dev.haloy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.deploy.DeployEvent;
import dev.haloy.deploy.DeployResult;
import dev.haloy.deploy.EarlierVersion;
import dev.haloy.deploy.Runs;
import dev.haloy.deploy.SavedPlan;
import dev.haloy.lock.LockStore;
import dev.haloy.lock.Locks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes on around a run goes on around every kind of run. */
class AroundTest {
    private static final String KEY = "prod.haloy.com/shop";

    @TempDir
    private Path folder;

    private Bench bench;
    private LockStore store;
    private final List<DeployEvent> heard = new ArrayList<>();

    @BeforeEach
    void begin() {
        bench = new Bench(folder, "staging.haloy.com", "prod.haloy.com");
        store = LockStore.in(folder.resolve("locks"));
        shop("v1").allTargets().deploy();
        shop("v2").allTargets().deploy();
    }

    private Project shop(String version) {
        return Haloy.app("shop")
                .image("ghcr.io/org/shop:" + version)
                .target("staging", t -> t.server("staging.haloy.com"))
                .target("production", t -> t.server("prod.haloy.com"))
                .project()
                .withWorld(bench.world);
    }

    private Project surrounded(String version) {
        return shop(version)
                .withLocks(Locks.in(store).waitAtMost(Duration.ofSeconds(5)))
                .onEachRun(() -> heard::add);
    }

    /** What production says of a run that has to wait for its lock in vain, and was heard. */
    private void waits(Function<Project, DeployResult> run) {
        store.take(KEY, "a colleague", Duration.ofHours(1), bench.world.clock());

        DeployResult result = run.apply(surrounded("v3"));

        assertThat(result.target("production").outcome().toString()).contains("a colleague holds the lock");
        assertThat(heard).isNotEmpty();
    }

    @Test
    void deployments() {
        waits(project -> project.target("production").tryDeploy());
    }

    @Test
    void rollbacks() {
        waits(project -> project.target("production")
                .versions()
                .rollback(EarlierVersion.previous())
                .tryRun());
    }

    @Test
    void promotions() {
        waits(project -> project.promote("staging").to("production").tryDeploy());
    }

    @Test
    void plans_of_promotions() {
        String written =
                shop("v3").promote("staging").to("production").plan().saved().toJson();

        waits(project -> project.planned(SavedPlan.parse(written)).tryDeploy());
    }

    @Test
    void runs_that_are_gone_on_with() {
        store.take(KEY, "a colleague", Duration.ofHours(1), bench.world.clock());
        CompletableFuture<DeployResult> waiting =
                surrounded("v3").target("production").deployAsync();
        bench.time.advance(Duration.ofSeconds(1));
        waiting.cancel(true);
        bench.time.advance(Duration.ofSeconds(1));
        String runId = new Runs(bench.world.runs()).list().get(2).runId();

        waits(project -> bench.world.await(project.resumeAsync(runId)));
    }
}
