package dev.haloy.matrix;

import dev.haloy.deploy.DeployEvent;
import dev.haloy.deploy.DeployPolicy;
import dev.haloy.deploy.DeployRequest;
import dev.haloy.deploy.DeployResult;
import dev.haloy.deploy.Deployer;
import dev.haloy.deploy.OnFailure;
import dev.haloy.deploy.Plan;
import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.EmbeddedHaloyds;
import dev.haloy.embedded.http.HttpFront;
import dev.haloy.embedded.http.HttpLimits;
import dev.haloy.embedded.http.SelectorLoop;
import dev.haloy.secret.Secret;
import dev.haloy.world.Environment;
import dev.haloy.world.RunStore;
import dev.haloy.world.World;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A run over real connections with real programs, which is cancelled after a number of events. */
final class Interruption implements AutoCloseable {
    /** So rare a number that only sleepers of these runs have it. */
    static final String SLEEPER = "0.0731940265";

    private static final int FASTER = 15;
    private static final String TOKEN = "token-of-the-interrupted";
    private static final String HOOK = "echo begun; sleep " + SLEEPER + " & wait; echo ended";
    private static final HttpLimits IMPATIENT = new HttpLimits(
            Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofMillis(100), 1 << 20, 1 << 20, 8 << 20);

    private final ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1);
    private final EmbeddedHaloyds servers;
    private final HttpFront front;
    private final AtomicInteger events = new AtomicInteger();
    private final CompletableFuture<CompletableFuture<DeployResult>> handle = new CompletableFuture<>();
    private final CompletableFuture<DeployResult> end = new CompletableFuture<>();
    final World world;
    final EmbeddedHaloyd server;
    private UnaryOperator<DeployRequest> job = request -> request;
    private Consumer<DeployEvent> listener = event -> {};

    Interruption(SelectorLoop loop) {
        servers = EmbeddedHaloyds.on(loop);
        server = servers.add("localhost", TOKEN);
        front = HttpFront.listen(loop, 0, server.service(), IMPATIENT);
        server.latency(Duration.ofMillis(300));
        for (String app : List.of("web", "api")) {
            String domain = app + ".example.com";
            server.app(app).running("v0", 1, domain).running("v1", 1, domain);
        }
        timers.setRemoveOnCancelPolicy(true);
        world = World.system()
                .but()
                .time(InstantSource.system(), timers)
                .timeScale(FASTER)
                .environment(new Environment(
                        Map.of("PATH", "/usr/bin:/bin"), Path.of("").toAbsolutePath(), Path.of("/home/nobody")))
                .runs(RunStore.inMemory())
                .ownLanes()
                .build();
    }

    static SelectorLoop loop() {
        return new SelectorLoop(FASTER);
    }

    /** Changes what is asked for. */
    Interruption job(UnaryOperator<DeployRequest> other) {
        job = other;
        return this;
    }

    /** Begins, and cancels itself after this event; after none of them if it is over before. */
    Interruption cancelledAfter(int event) {
        listener = heard -> {
            if (events.incrementAndGet() == event) {
                handle.thenAccept(run -> run.cancel(true));
            }
        };
        return start();
    }

    Interruption start() {
        handle.complete(deployer().deploy(request()));
        return this;
    }

    CompletableFuture<Plan> plan() {
        return deployer().plan(request());
    }

    private Deployer deployer() {
        DeployPolicy policy = DeployPolicy.builder()
                .onFailure(OnFailure.ROLL_BACK_ALL)
                .callTimeout(Duration.ofMinutes(10))
                .build();
        return new Deployer(world, target -> Secret.of(TOKEN), policy, this::hear);
    }

    void cancel() {
        handle.join().cancel(true);
    }

    private void hear(DeployEvent event) {
        listener.accept(event);
        if (event instanceof DeployEvent.RunFinished finished) {
            end.complete(finished.result());
        }
    }

    /** What it said at its end; a run that cannot end fails here. */
    DeployResult result() {
        return end.orTimeout(40, TimeUnit.SECONDS).join();
    }

    int events() {
        return events.get();
    }

    /** Connections that a client has not closed; those that rest between two requests are closed by this server soon. */
    List<String> connections() {
        int open = front.openConnections();
        return open == 0 ? List.of() : List.of(open + " connections: " + server.requests());
    }

    /** What the run still wants to do some time. */
    List<String> timers() {
        return timers.getQueue().stream().map(Object::toString).toList();
    }

    private DeployRequest request() {
        String yaml = """
                server: "127.0.0.1:%d"
                image: "shop:v2"
                global_pre_deploy: ["%s"]
                global_post_deploy: ["%s"]
                pre_deploy: ["%s"]
                post_deploy: ["%s"]
                targets:
                  web: {domains: [{domain: web.example.com}]}
                  api: {domains: [{domain: api.example.com}]}
                """.formatted(front.port(), HOOK, HOOK, HOOK, HOOK);
        return job.apply(Requests.of(yaml, world));
    }

    @Override
    public void close() {
        front.close();
        servers.close();
        timers.shutdownNow();
    }
}
