package dev.haloy.deploy;

import dev.haloy.client.Calls;
import dev.haloy.client.DeploymentId;
import dev.haloy.client.Tokens;
import dev.haloy.deploy.RunSpec.Pin;
import dev.haloy.lock.Locks;
import dev.haloy.world.World;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
    private final QuietListener listener;
    private final List<Supplier<? extends Consumer<DeployEvent>>> eachRun;
    private final List<Hook> hooks;
    private final Optional<Locks> locks;

    /** Deploys in this World, with these tokens, by this policy. */
    public Deployer(World world, Tokens tokens, DeployPolicy policy, Consumer<DeployEvent> listener) {
        this(world, tokens, policy, new QuietListener(List.of(listener)), List.of(), List.of(), Optional.empty());
    }

    private Deployer(
            World world,
            Tokens tokens,
            DeployPolicy policy,
            QuietListener listener,
            List<Supplier<? extends Consumer<DeployEvent>>> eachRun,
            List<Hook> hooks,
            Optional<Locks> locks) {
        this.world = world;
        this.tokens = tokens;
        this.policy = policy;
        this.listener = listener;
        this.eachRun = List.copyOf(eachRun);
        this.hooks = hooks;
        this.locks = locks;
    }

    /**
     * The same with these hooks in code, beside the commands of the request.
     *
     * @throws IllegalArgumentException if two of one place have the same name
     */
    public Deployer withHooks(List<Hook> given) {
        return new Deployer(world, tokens, policy, listener, eachRun, Hook.apart(given), locks);
    }

    /** The same with listeners that are made anew for each run, and so need not tell runs apart; in place of those given before. */
    public Deployer withListeners(List<? extends Supplier<? extends Consumer<DeployEvent>>> forEachRun) {
        return new Deployer(world, tokens, policy, listener, List.copyOf(forEachRun), hooks, locks);
    }

    /** The same that holds a lock for each server and app while it deploys there. */
    public Deployer withLocks(Locks given) {
        return new Deployer(world, tokens, policy, listener, eachRun, hooks, Optional.of(given));
    }

    private Deployer forOneRun() {
        List<Consumer<DeployEvent>> all = new ArrayList<>(List.of(listener));
        eachRun.forEach(maker -> all.add(maker.get()));
        return new Deployer(world, tokens, policy, new QuietListener(all), List.of(), hooks, locks);
    }

    /**
     * Deploys every target of the request.
     *
     * @return a future with one outcome per target. Cancelling it starts nothing new and stops watching; what servers have
     *     accepted goes on there. The result of a cancelled run is told by the last event.
     */
    public CompletableFuture<DeployResult> deploy(DeployRequest request) {
        return forOneRun().begin(request, Map.of());
    }

    /**
     * Deploys as planned: like {@link #deploy(DeployRequest)}, but a target is refused, naming what moved, if its server runs something
     * else than the plan saw, or if what would be deployed has changed since.
     */
    public CompletableFuture<DeployResult> deploy(DeployRequest request, SavedPlan plan) {
        return forOneRun().begin(request, plan.pins());
    }

    private CompletableFuture<DeployResult> begin(DeployRequest request, Map<String, Pin> pins) {
        Engine engine = new Engine(world, tokens, policy, request, hooks, locks);
        Instant now = world.clock().instant();
        RunSpec spec = engine.spec(
                DeploymentId.next(world.uniqueMoment(), world.random(), List.of())
                        .value(),
                pins,
                false);
        return run(
                engine,
                RunState.begin(spec),
                journal(() -> RunJournal.begin(world.runs(), spec, request.promoted(), now)),
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
        return forOneRun().goOn(request, runId);
    }

    private CompletableFuture<DeployResult> goOn(DeployRequest request, String runId) {
        RunJournal.Contents contents = Runs.read(world.runs(), runId, policy);
        Engine engine = new Engine(world, tokens, Runs.keeping(contents, policy), request, hooks, locks);
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
        return forOneRun().follow(request, runId);
    }

    private CompletableFuture<DeployResult> follow(DeployRequest request, String runId) {
        Engine engine = new Engine(world, tokens, policy, request, hooks, locks);
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
                        (state, defect) -> engine.released()
                                .thenRunAsync(
                                        () -> {
                                            journal.ifPresent(RunJournal::close);
                                            end(future, state, defect, request);
                                        },
                                        world.loop()),
                        world.loop());
        return future.forUsers();
    }

    private void end(DeployFuture future, RunState state, @Nullable Throwable defect, DeployRequest request) {
        if (defect == null) {
            future.finish(told(state, request));
        } else {
            future.fail(defect);
        }
    }

    private DeployResult told(RunState state, DeployRequest request) {
        DeployResult result = Results.of(state, request);
        listener.accept(new DeployEvent.RunFinished(world.clock().instant(), result));
        return result;
    }

    private Optional<RunJournal> journal(Supplier<RunJournal> open) {
        if (!world.runs().remembers()) {
            return Optional.empty();
        }
        try {
            return Optional.of(open.get());
        } catch (UncheckedIOException e) {
            String message = e.getMessage() + "; the run goes on, but could not be resumed after a crash";
            listener.accept(new DeployEvent.Warned(world.clock().instant(), Optional.empty(), message));
            return Optional.empty();
        }
    }

    /**
     * Reads what the servers run and says what a deployment would do. Changes nothing anywhere. Cancelling the future stops asking.
     *
     * @throws RunRefusedException if the request is to go back: what that means is seen by doing it
     */
    public CompletableFuture<Plan> plan(DeployRequest request) {
        if (request.earlier().isPresent()) {
            throw new RunRefusedException("a rollback cannot be planned; ask for what servers have kept instead");
        }
        CompletableFuture<Plan> future = world.newFuture();
        Engine engine = new Engine(world, tokens, policy, request, hooks, locks);
        Runner looker = engine.looker(RunState.begin(engine.spec("plan", Map.of(), true)));
        looker.run(Fact.RunBegan::new)
                .thenApplyAsync(state -> Plans.of(state, request, world.runs(), this), world.blocking())
                .handleAsync(
                        (plan, defect) -> defect != null
                                ? future.completeExceptionally(Calls.cause(defect))
                                : future.complete(plan),
                        world.loop());
        future.whenComplete((plan, defect) -> {
            if (future.isCancelled()) {
                looker.cancel();
            }
        });
        return future;
    }

    DeployResult deployAsPlanned(DeployRequest request, SavedPlan plan) {
        return world.await(deploy(request, plan));
    }
}
