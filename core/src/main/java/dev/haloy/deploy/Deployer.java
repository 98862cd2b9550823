package dev.haloy.deploy;

import dev.haloy.client.DeploymentId;
import dev.haloy.client.ServerClient;
import dev.haloy.client.Tokens;
import dev.haloy.deploy.RunSpec.Pin;
import dev.haloy.deploy.RunSpec.TargetSpec;
import dev.haloy.error.HaloyException;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.resolve.ResolvedTarget;
import dev.haloy.secret.Redactor;
import dev.haloy.secret.Secret;
import dev.haloy.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Where and how to deploy: give it a {@link DeployRequest} and it runs, or plans, the deployment.
 *
 * <p>Immutable and safe for use by several threads; runs that meet on a server take turns. The listener is called on the
 * World's loop; what it throws is swallowed.
 */
public final class Deployer {
    /** With this JVM setting the JDK's client repeats requests by itself, also those that deploy. */
    private static final String REPEATS_EVERYTHING = "jdk.httpclient.enableAllMethodRetry";

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

    CompletableFuture<DeployResult> deploy(DeployRequest request, Map<String, Pin> pins) {
        Run run = prepare(request, pins, false);
        DeployFuture future = new DeployFuture(run.runner, world.newFuture());
        run.runner
                .run()
                .handleAsync(
                        (state, defect) -> {
                            if (defect != null) {
                                return future.fail(defect);
                            }
                            DeployResult result = Results.of(state, request);
                            listener.accept(
                                    new DeployEvent.RunFinished(world.clock().instant(), result));
                            return future.finish(result);
                        },
                        world.loop());
        return future.forUsers();
    }

    /** Reads what the servers run and says what a deployment would do. Changes nothing anywhere. */
    public CompletableFuture<Plan> plan(DeployRequest request) {
        CompletableFuture<Plan> future = world.newFuture();
        prepare(request, Map.of(), true)
                .runner
                .run()
                .handleAsync(
                        (state, defect) -> defect != null
                                ? future.completeExceptionally(defect)
                                : future.complete(Plans.of(state, request, this)),
                        world.loop());
        return future;
    }

    DeployResult deployAsPlanned(DeployRequest request, Map<String, Pin> pins) {
        return world.await(deploy(request, pins));
    }

    private record Run(Runner runner) {}

    private Run prepare(DeployRequest request, Map<String, Pin> pins, boolean lookOnly) {
        Map<String, ReadyTarget> targets = new LinkedHashMap<>();
        Map<String, ServerClient> clients = new LinkedHashMap<>();
        List<TargetSpec> specs = new ArrayList<>();
        List<Secret> secrets = new ArrayList<>();
        for (ReadyTarget ready : request.targets()) {
            targets.put(ready.target().key(), ready);
            secrets.addAll(ready.secrets());
            Optional<String> obstacle = obstacle(ready, clients, secrets);
            specs.add(spec(
                    ready, obstacle, Optional.ofNullable(pins.get(ready.target().key()))));
        }
        RunContext context = new RunContext(targets, clients, Redactor.of(secrets));
        String runId = DeploymentId.next(world.clock().instant(), world.random(), List.of())
                .value();
        RunSpec spec = new RunSpec(
                runId,
                specs,
                request.globalPreDeploy().size(),
                request.globalPostDeploy().size(),
                policy,
                lookOnly);
        Consumer<DeployEvent> heard = lookOnly ? event -> {} : listener;
        Calls calls = new Calls(world, policy, heard);
        Hooks hooks = new Hooks(world, request, context, policy.hookTimeout(), heard);
        Activities activities = new Activities(world, request, context, calls, hooks, heard);
        return new Run(new Runner(world, spec, activities, new Teller(heard, hooks)));
    }

    /** What keeps a target from being deployed that is known before any server was asked. */
    private Optional<String> obstacle(ReadyTarget ready, Map<String, ServerClient> clients, List<Secret> secrets) {
        ResolvedTarget target = ready.target();
        if (Boolean.getBoolean(REPEATS_EVERYTHING)) {
            return Optional.of("this JVM runs with -D" + REPEATS_EVERYTHING
                    + ", which would send a deployment twice after a lost connection; start it without");
        }
        if (target.image().mustBeBuilt()) {
            return Optional.of("image '" + RunContext.image(target.image())
                    + "' must be built first, and this version cannot build images yet; push it to a registry, name its repository"
                    + " and leave out 'builder' and 'build'");
        }
        try {
            Secret token = tokens.token(ready);
            secrets.add(token);
            clients.putIfAbsent(
                    target.server().key(), new ServerClient(world, target.server(), token, policy.callTimeout()));
            return Optional.empty();
        } catch (HaloyException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    private static TargetSpec spec(ReadyTarget ready, Optional<String> obstacle, Optional<Pin> pin) {
        ResolvedTarget target = ready.target();
        return new TargetSpec(
                target.key(),
                target.name(),
                target.server().key(),
                target.hasDomains(),
                target.strategy(),
                target.replicas(),
                target.preDeploy().size(),
                target.postDeploy().size(),
                obstacle,
                pin);
    }
}
