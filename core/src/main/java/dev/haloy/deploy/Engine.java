package dev.haloy.deploy;

import dev.haloy.client.Calls;
import dev.haloy.client.DeployBody;
import dev.haloy.client.Retries;
import dev.haloy.client.ServerClient;
import dev.haloy.client.ServerReader;
import dev.haloy.client.Tokens;
import dev.haloy.deploy.HookRef.Stage;
import dev.haloy.deploy.RunSpec.Pin;
import dev.haloy.deploy.RunSpec.TargetSpec;
import dev.haloy.error.HaloyException;
import dev.haloy.image.Docker;
import dev.haloy.lock.Locks;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.resolve.ResolvedTarget;
import dev.haloy.secret.Redactor;
import dev.haloy.secret.Secret;
import dev.haloy.world.World;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Everything one run needs, put together: its targets with their clients, what stands in the way, its parts. */
final class Engine {
    /** With this JVM setting the JDK's client repeats requests by itself, also those that deploy. */
    private static final String REPEATS_EVERYTHING = "jdk.httpclient.enableAllMethodRetry";

    private final World world;
    private final Tokens tokens;
    private final DeployPolicy policy;
    private final DeployRequest request;
    private final List<Hook> hooks;
    private final Optional<Locks> locks;
    private Optional<LockWork> lockWork = Optional.empty();
    private final Map<String, ReadyTarget> targets = new LinkedHashMap<>();
    private final Map<String, ServerClient> clients = new LinkedHashMap<>();
    private final Map<String, String> obstacles = new LinkedHashMap<>();
    private final Map<String, ImageSpec> images;
    private final List<Secret> secrets = new ArrayList<>();

    Engine(
            World world,
            Tokens tokens,
            DeployPolicy policy,
            DeployRequest request,
            List<Hook> hooks,
            Optional<Locks> locks) {
        this.world = world;
        this.tokens = tokens;
        this.policy = policy;
        this.request = request;
        this.hooks = hooks;
        this.locks = locks;
        for (ReadyTarget ready : request.targets()) {
            targets.put(ready.target().key(), ready);
            secrets.addAll(ready.secrets());
            connect(ready).ifPresent(obstacle -> obstacles.put(ready.target().key(), obstacle));
        }
        this.images = ImageWays.of(request);
    }

    /** Prepares a client for a target's server, or says what keeps the target from being deployed. */
    private Optional<String> connect(ReadyTarget ready) {
        ResolvedTarget target = ready.target();
        if (Boolean.getBoolean(REPEATS_EVERYTHING)) {
            return Optional.of("this JVM runs with -D" + REPEATS_EVERYTHING
                    + ", which would send a deployment twice after a lost connection; start it without");
        }
        if (request.earlier().isEmpty() && ImageWays.cannotGo(target, request)) {
            return Optional.of(
                    "the image '" + target.image().reference()
                            + "' is given by the program, and only Docker can push to a registry; set image.builder.push to server");
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

    /** What the run is asked to do. */
    RunSpec spec(String runId, Map<String, Pin> pins, boolean lookOnly) {
        List<TargetSpec> specs = targets.values().stream()
                .map(ready -> spec(
                        ready.target(),
                        Optional.ofNullable(pins.get(ready.target().key()))))
                .toList();
        return new RunSpec(runId, specs, hooksAroundAll(), policy, lookOnly).locked(locks.isPresent());
    }

    private HookLists hooksAroundAll() {
        Map<Stage, Integer> commands = Map.of(
                Stage.GLOBAL_PRE, request.globalPreDeploy().size(),
                Stage.GLOBAL_POST, request.globalPostDeploy().size());
        boolean goesBack = request.earlier().isPresent();
        return HookLists.of(commands, hooks, hook -> hook.stage().isGlobal() && !goesBack);
    }

    private HookLists hooksAround(ResolvedTarget target) {
        Map<Stage, Integer> commands = Map.of(
                Stage.PRE, target.preDeploy().size(),
                Stage.POST, target.postDeploy().size());
        HookLists lists =
                HookLists.of(commands, hooks, hook -> !hook.stage().isGlobal() && hook.concerns(target.key()));
        return request.earlier().isPresent() ? lists.afterwards() : lists;
    }

    private TargetSpec spec(ResolvedTarget target, Optional<Pin> pin) {
        boolean goesBack = request.earlier().isPresent();
        String content = goesBack ? "back to " + request.earlier().get() : content(target);
        Optional<String> changed = pin.filter(planned -> !planned.content().equals(content))
                .map(planned -> "what would be deployed has changed since the plan was made; make a new plan");
        return new TargetSpec(
                target.key(),
                target.name(),
                target.server().key(),
                target.hasDomains(),
                target.strategy(),
                target.replicas(),
                hooksAround(target),
                Optional.ofNullable(obstacles.get(target.key())).or(() -> changed),
                pin,
                Optional.ofNullable(images.get(target.key())),
                request.earlier(),
                means(target),
                content);
    }

    private WayBack.Means means(ResolvedTarget target) {
        Optional<String> obstacle = request.restorer().isPresent()
                ? Optional.empty()
                : Optional.of("this run has no means to bring earlier versions back");
        return new WayBack.Means(obstacle, target.image().history());
    }

    private static String content(ResolvedTarget target) {
        String text =
                DeployBody.describe(target) + target.image().buildConfig() + target.preDeploy() + target.postDeploy();
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** A runner that goes on from this state. */
    Runner runner(RunState from, Optional<RunJournal> journal, Consumer<DeployEvent> listener) {
        RunContext context = new RunContext(targets, clients, secrets);
        Calls calls = calls(world, policy, listener);
        CodeHooks code = new CodeHooks(world, context, policy, hooks);
        Hooks shell = new Hooks(world, request, context, code, policy.hookTimeout(), listener);
        ImageWork work = new ImageWork(world, request, context, policy.buildTimeout(), listener);
        Looking looking = looking(calls, context.mask());
        lockWork = locks.map(given -> new LockWork(world, given, policy, context.mask(), listener));
        Gates gates = new Gates(world, request, policy, context, listener);
        Activities activities =
                new Activities(world, request, context, calls, shell, work, lockWork, gates, looking, listener);
        return new Runner(world, from, activities, record(journal, listener), new Teller(listener, shell, from));
    }

    /** A runner that can only look: nothing in its reach changes a server. */
    Runner looker(RunState from) {
        Looking looking = looking(calls(world, policy, event -> {}), Redactor.of(secrets)::redact);
        return new Runner(world, from, looking, fact -> {}, (fact, state) -> {});
    }

    private Looking looking(Calls calls, Mask mask) {
        Map<String, ServerReader> readers = new LinkedHashMap<>();
        clients.forEach((server, client) -> readers.put(server, client.reader()));
        Docker docker = new Docker(world, request.directory(), request.environment());
        return new Looking(world, readers, calls, docker::version, mask);
    }

    /** Completes when a run that is over has given its locks back. */
    CompletableFuture<Void> released() {
        return lockWork.map(LockWork::released).orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    /** Calls as the policy wants them; repetitions are events of the run. */
    static Calls calls(World world, DeployPolicy policy, Consumer<DeployEvent> listener) {
        Retries retries = new Retries(policy.maxRetries(), policy.retryBudget(), policy.backoff(), policy.maxBackoff());
        return Calls.of(
                world,
                retries,
                (target, what, attempt, pause, reason) -> listener.accept(
                        new DeployEvent.RetryScheduled(world.clock().instant(), target, what, attempt, pause, reason)));
    }

    /** A deployment must not end because its journal cannot be written; but somebody should know. */
    private Consumer<Fact> record(Optional<RunJournal> journal, Consumer<DeployEvent> listener) {
        boolean[] broken = {journal.isEmpty()};
        return fact -> {
            if (broken[0]) {
                return;
            }
            try {
                journal.orElseThrow().write(fact);
            } catch (UncheckedIOException e) {
                broken[0] = true;
                String message = e.getMessage() + "; the run goes on, but could not be resumed after a crash";
                listener.accept(new DeployEvent.Warned(fact.at(), Optional.empty(), message));
            }
        };
    }
}
