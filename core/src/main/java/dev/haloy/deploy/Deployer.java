package dev.haloy.deploy;

import dev.haloy.client.DeploymentId;
import dev.haloy.client.Tokens;
import dev.haloy.deploy.RunSpec.Pin;
import dev.haloy.world.World;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Where and how to deploy: give it a {@link DeployRequest} and it runs, or plans, the deployment.
 *
 * <p>Immutable and safe for use by several threads; runs that meet on a server take turns. The listener is called on the
 * World's loop; what it throws is swallowed.
 */
public final class Deployer {
    private final World world;
    private final Tokens tokens;
    private final DeployPolicy policy;
    private final Consumer<DeployEvent> listener;

    /** Deploys in this World, with these tokens, by this policy. */
    public Deployer(World world, Tokens tokens, DeployPolicy policy, Consumer<DeployEvent> listener) {
        this.world = world;
        this.tokens = tokens;
        this.policy = policy;
        this.listener = new QuietListener(listener);
    }

    /**
     * Deploys every target of the request.
     *
     * @return a future with one outcome per target. Cancelling it starts nothing new and stops watching; what servers have
     *     accepted goes on there. The result of a cancelled run is told by the last event.
     */
    public CompletableFuture<DeployResult> deploy(DeployRequest request) {
        return deploy(request, Map.of());
    }

    /**
     * Deploys as planned: like {@link #deploy(DeployRequest)}, but a target is refused, naming what moved, if its server runs something
     * else than the plan saw, or if what would be deployed has changed since.
     */
    public CompletableFuture<DeployResult> deploy(DeployRequest request, SavedPlan plan) {
        return deploy(request, plan.pins());
    }

    private CompletableFuture<DeployResult> deploy(DeployRequest request, Map<String, Pin> pins) {
        Engine engine = new Engine(world, tokens, policy, request);
        Instant now = world.clock().instant();
        RunSpec spec = engine.spec(
                DeploymentId.next(world.uniqueMoment(), world.random(), List.of())
                        .value(),
                pins,
                false);
        return run(
                engine,
                RunState.begin(spec),
                journal(() -> RunJournal.begin(world.runs(), spec, now)),
                request,
                Fact.RunBegan::new);
    }

    /**
     * Goes on with a run that was interrupted, by a crash or by being cancelled. The servers are asked about everything that was
     * sent and has no outcome; what was deployed is not deployed again, and a hook that was running is not run again. The run keeps
     * the policy it was begun with; time limits count anew. Gates are the exception: the journal knows their names only, so the ones that
     * are still to open must be part of the policy given here.
     *
     * @param request the targets of that run, from the configuration as it is now; secrets are read anew
     * @param runId the run
     * @throws RunRefusedException if the run is not known, or if what is left to be deployed has changed since it began, or if its gates are missing
     */
    public CompletableFuture<DeployResult> resume(DeployRequest request, String runId) {
        RunJournal.Contents contents = Runs.read(world.runs(), runId, policy);
        Engine engine = new Engine(world, tokens, Runs.keeping(contents, policy), request);
        RunState state = Runs.replay(contents, engine.spec(runId, Map.of(), false));
        return run(engine, state, journal(() -> RunJournal.goOn(world.runs(), runId)), request, Fact.Resumed::new);
    }

    /**
     * Follows what a run has sent and nobody has seen the end of: it was cancelled, crashed, or did not wait. Sends nothing, runs no
     * hooks and writes nothing into the journal, so the run can be resumed all the same.
     *
     * @param request the targets in {@link RunSummary#unwatched()}; their tokens are enough
     * @param runId the run
     * @throws RunRefusedException if the run is not known
     */
    public CompletableFuture<DeployResult> attach(DeployRequest request, String runId) {
        Engine engine = new Engine(world, tokens, policy, request);
        RunSpec spec = engine.spec(runId, Map.of(), false).onlyFollowing();
        RunState state = Runs.replayToFollow(world.runs(), spec);
        return run(engine, state, Optional.empty(), request, Fact.Resumed::new);
    }

    private CompletableFuture<DeployResult> run(
            Engine engine,
            RunState from,
            Optional<RunJournal> journal,
            DeployRequest request,
            Function<Instant, Fact> first) {
        Runner runner = engine.runner(from, journal, listener);
        DeployFuture future = new DeployFuture(runner, world.newFuture());
        runner.run(first)
                .handleAsync(
                        (state, defect) -> {
                            journal.ifPresent(RunJournal::close);
                            return defect == null ? future.finish(told(state, request)) : future.fail(defect);
                        },
                        world.loop());
        return future.forUsers();
    }

    private DeployResult told(RunState state, DeployRequest request) {
        DeployResult result = Results.of(state, request);
        listener.accept(new DeployEvent.RunFinished(world.clock().instant(), result));
        return result;
    }

    private Optional<RunJournal> journal(Supplier<RunJournal> open) {
        try {
            return Optional.of(open.get());
        } catch (UncheckedIOException e) {
            String message = e.getMessage() + "; the run goes on, but could not be resumed after a crash";
            listener.accept(new DeployEvent.Warned(world.clock().instant(), Optional.empty(), message));
            return Optional.empty();
        }
    }

    /** Reads what the servers run and says what a deployment would do. Changes nothing anywhere. */
    public CompletableFuture<Plan> plan(DeployRequest request) {
        CompletableFuture<Plan> future = world.newFuture();
        Engine engine = new Engine(world, tokens, policy, request);
        engine.runner(RunState.begin(engine.spec("plan", Map.of(), true)), Optional.empty(), event -> {})
                .run(Fact.RunBegan::new)
                .handleAsync(
                        (state, defect) -> defect != null
                                ? future.completeExceptionally(defect)
                                : future.complete(Plans.of(state, request, this)),
                        world.loop());
        return future;
    }

    DeployResult deployAsPlanned(DeployRequest request, SavedPlan plan) {
        return world.await(deploy(request, plan));
    }
}
