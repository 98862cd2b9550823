package dev.haloy.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.deploy.DeployEvent;
import dev.haloy.deploy.DeployPolicy;
import dev.haloy.deploy.DeployResult;
import dev.haloy.deploy.Deployer;
import dev.haloy.deploy.TargetResult;
import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.EmbeddedHaloyds;
import dev.haloy.embedded.http.HttpFront;
import dev.haloy.embedded.http.HttpLimits;
import dev.haloy.embedded.http.SelectorLoop;
import dev.haloy.secret.Secret;
import dev.haloy.verdict.Outcome;
import dev.haloy.world.Environment;
import dev.haloy.world.RunStore;
import dev.haloy.world.World;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** A hundred runs at once in one process, over a thousand servers with real connections. */
@Isolated("it counts the threads of the process")
class ManyRunsTest {
    private static final int RUNS = 100;
    private static final int SERVERS = 10;
    private static final int FASTER = 4;
    /**
     * Whatever the number of runs: a loop, four threads for work that blocks, the servers' loop, the client's selector. Not counted is what
     * the JDK's client starts for a moment whenever it has an answer, on a machine with two cores.
     */
    private static final int HANDFUL = 8;

    private static final HttpLimits IMPATIENT = new HttpLimits(
            Duration.ofSeconds(10), Duration.ofMillis(500), Duration.ofMillis(100), 1 << 20, 1 << 20, 8 << 20);

    private final ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1);
    private final SelectorLoop loop = new SelectorLoop(FASTER);
    private final EmbeddedHaloyds servers = EmbeddedHaloyds.on(loop);
    private final List<HttpFront> fronts = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();
    private int mostThreads;

    @AfterEach
    void close() {
        fronts.forEach(HttpFront::close);
        servers.close();
        timers.shutdownNow();
    }

    private World world() {
        timers.setRemoveOnCancelPolicy(true);
        return World.system()
                .but()
                .time(InstantSource.system(), timers)
                .timeScale(FASTER)
                .environment(new Environment(Map.of(), Path.of("").toAbsolutePath(), Path.of("/home/nobody")))
                .runs(RunStore.inMemory())
                .ownLanes()
                .build();
    }

    private static int threads() {
        Thread[] all = new Thread[Thread.activeCount() + 100];
        int count = Thread.enumerate(all);
        return (int) Stream.of(all)
                .limit(count)
                .map(Thread::getName)
                .filter(name -> name.startsWith("haloy") || name.startsWith("pool-") || name.startsWith("HttpClient-"))
                .count();
    }

    /** One run with its own servers, its own token, and what it heard. */
    private final class Run {
        private final String app;
        private final List<EmbeddedHaloyd> own = new ArrayList<>();
        private final Set<String> heard = new LinkedHashSet<>();
        private final String yaml;

        Run(int number) {
            app = "app" + number;
            StringBuilder text = new StringBuilder("{name: " + app + ", image: '" + app + ":v2', targets: {");
            for (int i = 0; i < SERVERS; i++) {
                String target = app + "-" + i;
                EmbeddedHaloyd server = servers.add(target + ".example.com", token());
                server.app(app).running("v1", 1, target + ".example.com");
                own.add(server);
                HttpFront front = HttpFront.listen(loop, 0, server.service(), IMPATIENT);
                fronts.add(front);
                text.append(target + ": {server: '127.0.0.1:" + front.port() + "', domains: [{domain: " + target
                        + ".example.com}]}, ");
            }
            yaml = text.append("}}").toString();
        }

        private String token() {
            return "token-of-" + app;
        }

        CompletableFuture<DeployResult> start(World world) {
            DeployPolicy policy = DeployPolicy.builder()
                    .maxParallelServers(SERVERS)
                    .callTimeout(Duration.ofMinutes(2))
                    .deadline(Duration.ofMinutes(15))
                    .build();
            return new Deployer(world, target -> Secret.of(token()), policy, this::hear)
                    .deploy(Requests.of(yaml, world));
        }

        private void hear(DeployEvent event) {
            mostThreads = Math.max(mostThreads, threads());
            event.target().ifPresent(heard::add);
        }

        void check(DeployResult result) {
            assertThat(result.isDone()).as(result.toString()).isTrue();
            for (int i = 0; i < SERVERS; i++) {
                EmbeddedHaloyd server = own.get(i);
                TargetResult target = result.targets().get(i);
                Outcome.Deployed deployed = (Outcome.Deployed) target.outcome();
                assertThat(target.target()).isEqualTo(app + "-" + i);
                assertThat(server.deployments(app)).hasSize(2);
                assertThat(server.running(app).orElseThrow().deploymentId())
                        .isEqualTo(deployed.id().value());
                assertThat(server.requests())
                        .filteredOn(request -> request.method().equals("POST"))
                        .singleElement()
                        .satisfies(request ->
                                assertThat(request.json("/targetConfig/name")).contains(app));
            }
            assertThat(heard)
                    .containsExactlyInAnyOrderElementsOf(
                            result.targets().stream().map(TargetResult::target).toList());
        }
    }

    @Test
    @Timeout(120)
    void a_hundred_runs_over_a_thousand_servers_need_a_handful_of_threads_and_do_not_meet() throws Exception {
        for (int i = 0; i < RUNS; i++) {
            runs.add(new Run(i));
        }
        World world = world();
        int before = threads();

        List<CompletableFuture<DeployResult>> results =
                runs.stream().map(run -> run.start(world)).toList();
        CompletableFuture.allOf(results.toArray(CompletableFuture<?>[]::new)).get(110, TimeUnit.SECONDS);

        for (int i = 0; i < RUNS; i++) {
            runs.get(i).check(results.get(i).join());
        }
        assertThat(mostThreads - before).isLessThanOrEqualTo(HANDFUL);
        assertThat(world.runs().runIds()).doesNotHaveDuplicates().hasSize(RUNS);
        Leftovers.areGone(
                "timers", () -> timers.getQueue().stream().map(Object::toString).toList());
        Leftovers.areGone(
                "connections",
                () -> fronts.stream()
                        .filter(front -> front.openConnections() > 0)
                        .map(front -> front.uri() + " " + front.openConnections())
                        .toList());
    }
}
