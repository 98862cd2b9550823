package dev.haloy.testkit;

import dev.haloy.Selection;
import dev.haloy.config.LoadedConfig;
import dev.haloy.deploy.DeployPolicy;
import dev.haloy.deploy.DeployRequest;
import dev.haloy.deploy.DeployResult;
import dev.haloy.deploy.Deployer;
import dev.haloy.deploy.Gate;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.resolve.ResolvedTarget;
import dev.haloy.secret.Secret;
import dev.haloy.world.Environment;
import dev.haloy.world.RunStore;
import dev.haloy.world.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A rehearsal with everything looked up: one run after another can be performed. */
final class Performance {
    private static final Duration LATER = Duration.ofMinutes(1);

    private final DeployRequest request;
    private final DeployPolicy policy;
    private final Map<String, ResolvedTarget> targets = new LinkedHashMap<>();
    private final String[] addresses;
    private final Consumer<Scene> start;
    private final Faults faults;
    private final Consumer<Hooks> hooks;
    private final List<Property> properties;
    private final RehearsedImages images;

    private Performance(
            DeployRequest request,
            DeployPolicy policy,
            Consumer<Scene> start,
            Faults faults,
            Consumer<Hooks> hooks,
            List<Property> properties,
            RehearsedImages images) {
        this.request = request;
        this.policy = policy;
        this.start = start;
        this.faults = faults;
        this.hooks = hooks;
        this.properties = properties;
        this.images = images;
        request.targets().forEach(ready -> targets.put(ready.target().key(), ready.target()));
        addresses = targets.values().stream()
                .map(target -> target.server().key())
                .distinct()
                .toArray(String[]::new);
    }

    static Performance of(
            Selection selection,
            boolean realValues,
            Consumer<Scene> start,
            Faults faults,
            Consumer<Hooks> hooks,
            List<Property> properties) {
        LoadedConfig config = selection.details().config();
        Path directory = config.directory();
        List<ReadyTarget> ready = realValues
                ? selection.details().readyTargets()
                : selection.targets().stream()
                        .map(target -> StandIns.ready(target, directory))
                        .toList();
        RehearsedImages images =
                RehearsedImages.of(ready, directory, selection.details().givenImages());
        DeployRequest request = DeployRequest.builder()
                .targets(images.targets())
                .globalPreDeploy(config.app().globalPreDeploy())
                .globalPostDeploy(config.app().globalPostDeploy())
                .secretProviders(config.app().secretProviders())
                .directory(directory)
                .environment(new Environment(Map.of(), directory, directory))
                .images(images.given())
                .build();
        return new Performance(
                request, withOpenGates(selection.details().policy()), start, faults, hooks, properties, images);
    }

    /** Nothing outside may be asked while rehearsing: gates open, and the time that they would wait passes. */
    private static DeployPolicy withOpenGates(DeployPolicy policy) {
        return DeployPolicy.builder(policy)
                .gates(policy.gates().stream()
                        .map(gate -> gate instanceof Gate.Soak ? gate : Gate.when(gate.name(), context -> true))
                        .toList())
                .build();
    }

    /** Performs the run of a seed. Its journal is not kept but made again when somebody asks for it. */
    RehearsedRun run(long seed) {
        return perform(seed, RunStore.forgetting(), (servers, runId) -> () -> tell(seed));
    }

    private RehearsedRun.Story tell(long seed) {
        RunStore store = RunStore.inMemory();
        return perform(seed, store, (servers, runId) -> {
                    List<String> journal = runId.map(store::lines).orElse(List.of());
                    RehearsedRun.Story story = new RehearsedRun.Story(journal, servers.history());
                    return () -> story;
                })
                .story();
    }

    private interface Teller {
        Supplier<RehearsedRun.Story> of(HaloyServers servers, Optional<String> runId);
    }

    private RehearsedRun perform(long seed, RunStore store, Teller teller) {
        HaloyServers servers = HaloyServers.seeded(seed, addresses);
        images.tell(servers.docker());
        Scene scene = new Scene(servers, targets, new SplittableRandom(~seed));
        start.accept(scene);
        hooks.accept(servers.hooks());
        faults.strike(scene, seed);
        Witness witness = Witness.of(scene, properties);
        Truth truth = new Truth(scene);
        List<String> problems = new ArrayList<>();
        Optional<DeployResult> result = deploy(servers, store, witness, problems);
        result.ifPresent(end -> problems.addAll(truth.contradictions(end)));
        problems.addAll(witness.violations());
        int replicasDown = witness.replicasDown();
        problems.addAll(afterwards(servers, truth, result));
        RehearsedRun run = new RehearsedRun(
                seed, result, problems, replicasDown, teller.of(servers, result.map(DeployResult::runId)));
        close(servers);
        return run;
    }

    private Optional<DeployResult> deploy(
            HaloyServers servers, RunStore store, Witness witness, List<String> problems) {
        World world = servers.world().but().runs(store).build();
        Deployer deployer = new Deployer(
                world, target -> Secret.of(servers.at(target.target().server()).token()), policy, witness);
        try {
            return Optional.of(world.await(deployer.deploy(request)));
        } catch (RuntimeException defect) {
            problems.add("the run itself failed: " + defect);
            return Optional.empty();
        }
    }

    private static List<String> afterwards(HaloyServers servers, Truth truth, Optional<DeployResult> result) {
        servers.time().afterEachTask(() -> {});
        List<String> problems = new ArrayList<>();
        servers.time().runDue();
        servers.open().forEach(open -> problems.add("left open: " + open));
        servers.time().advance(LATER);
        result.ifPresent(end -> problems.addAll(truth.losses(end)));
        return problems;
    }

    private static void close(HaloyServers servers) {
        try {
            servers.close();
        } catch (AssertionError open) {
            // What is open was found before and is a problem of the run.
        }
    }
}
