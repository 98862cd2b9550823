package dev.haloy.deploy;

import dev.haloy.client.Tokens;
import dev.haloy.config.ConfigLoader;
import dev.haloy.config.LoadedConfig;
import dev.haloy.config.LoadedConfig.Format;
import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.EmbeddedHaloyds;
import dev.haloy.embedded.VirtualTime;
import dev.haloy.lock.Locks;
import dev.haloy.resolve.EnvFiles;
import dev.haloy.resolve.Filled;
import dev.haloy.resolve.Resolution;
import dev.haloy.resolve.ResolveOptions;
import dev.haloy.resolve.Resolver;
import dev.haloy.resolve.TargetSelection;
import dev.haloy.resolve.ValueFiller;
import dev.haloy.secret.Secret;
import dev.haloy.world.Environment;
import dev.haloy.world.RunStore;
import dev.haloy.world.World;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A configuration, embedded servers in virtual time, and the real engine between them. */
final class Rollout implements AutoCloseable {
    static final String TOKEN = "token-of-the-test-servers";
    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

    final VirtualTime time = VirtualTime.startingAt(START);
    final EmbeddedHaloyds servers = EmbeddedHaloyds.inMemory(time);
    final ScriptedProcesses processes = new ScriptedProcesses(time);
    final ScriptedDocker docker = new ScriptedDocker(time, processes);
    final List<DeployEvent> events = new ArrayList<>();
    final World world;
    Consumer<DeployEvent> onEvent = event -> {};
    private String yaml = "";
    private Path directory = Path.of("/project");
    private Map<String, String> variables = Map.of();
    private DeployPolicy policy = DeployPolicy.ofDefaults();
    private Tokens tokens = target -> Secret.of(TOKEN);
    private UnaryOperator<DeployRequest> asked = request -> request;
    private List<Hook> hooks = List.of();
    private Optional<Locks> locks = Optional.empty();

    Rollout(long seed) {
        this(seed, Path.of("/home/user"), network -> network, RunStore.inMemory());
    }

    /** With a network of its own, and somewhere else to write journals to. */
    Rollout(long seed, UnaryOperator<HttpClient> network, RunStore runs) {
        this(seed, Path.of("/home/user"), network, runs);
    }

    private Rollout(long seed, Path home, UnaryOperator<HttpClient> network, RunStore runs) {
        world = World.builder()
                .http(network.apply(servers.httpClient()))
                .time(time, time)
                .pump(time::await)
                .random(new SplittableRandom(seed))
                .processes(docker)
                .environment(new Environment(Map.of(), Path.of("/project"), home))
                .blocking(Runnable::run)
                .ownLanes()
                .runs(runs)
                .build();
    }

    static Rollout of(String yaml) {
        Rollout rollout = new Rollout(1);
        rollout.yaml = yaml;
        return rollout;
    }

    Rollout yaml(String text) {
        yaml = text;
        return this;
    }

    String yaml() {
        return yaml;
    }

    /** Asks for something else than the configuration says. */
    Rollout asking(UnaryOperator<DeployRequest> other) {
        asked = other;
        return this;
    }

    /** A configuration in a folder that is there, with a home to remember things in. */
    static Rollout in(Path folder, String yaml) {
        Rollout rollout = new Rollout(1, folder.resolve("home"), network -> network, RunStore.inMemory());
        rollout.yaml = yaml;
        rollout.directory = folder;
        return rollout;
    }

    Rollout policy(DeployPolicy other) {
        policy = other;
        return this;
    }

    Rollout tokens(Tokens other) {
        tokens = other;
        return this;
    }

    Rollout hooks(Hook... inCode) {
        hooks = List.of(inCode);
        return this;
    }

    Rollout locks(Locks given) {
        locks = Optional.of(given);
        return this;
    }

    Rollout variables(Map<String, String> values) {
        variables = values;
        return this;
    }

    EmbeddedHaloyd server(String address) {
        return servers.add(address, TOKEN);
    }

    Tokens anyToken() {
        return tokens;
    }

    DeployRequest request() {
        LoadedConfig loaded = ConfigLoader.parse(yaml, Format.YAML, "haloy.yaml", directory);
        TargetSelection selection =
                loaded.app().targets().isEmpty() ? new TargetSelection.Only() : new TargetSelection.All(false);
        Resolution resolution = Resolver.resolve(loaded, selection, ResolveOptions.defaults());
        World withVariables = world.but()
                .environment(world.environment().withVariables(variables))
                .build();
        Filled filled =
                ValueFiller.of(loaded, withVariables, ResolveOptions.defaults()).fill(resolution);
        return asked.apply(DeployRequest.builder()
                .targets(filled.targets())
                .skippedProtected(resolution.skippedProtected())
                .globalPreDeploy(loaded.app().globalPreDeploy())
                .globalPostDeploy(loaded.app().globalPostDeploy())
                .directory(loaded.directory())
                .environment(EnvFiles.of(withVariables.environment(), loaded).hookEnvironment())
                .restorer(new Restorer(loaded, withVariables, List.of()))
                .build());
    }

    Deployer deployer() {
        return deployer(world);
    }

    /** Like another process, if the World has lanes of its own. */
    Deployer deployer(World where) {
        Deployer deployer = new Deployer(where, tokens, policy, this::hear).withHooks(hooks);
        return locks.map(deployer::withLocks).orElse(deployer);
    }

    private void hear(DeployEvent event) {
        events.add(event);
        onEvent.accept(event);
    }

    DeployPolicy policy() {
        return policy;
    }

    DeployResult deploy() {
        return world.await(start());
    }

    CompletableFuture<DeployResult> start() {
        return deployer().deploy(request());
    }

    DeployResult rollBack(EarlierVersion version) {
        return world.await(deployer().deploy(request().goingBackTo(version)));
    }

    Plan plan() {
        return world.await(deployer().plan(request()));
    }

    <E extends DeployEvent> Stream<E> told(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** Method and path of every request a server got, with how often. */
    Map<String, Integer> requests(String address) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        servers.at(address)
                .requests()
                .forEach(request -> counts.merge(request.method() + " " + route(request.target()), 1, Integer::sum));
        return counts;
    }

    private static String route(String target) {
        return target.startsWith("/v1/deploy/") ? "/v1/deploy/{id}/logs" : target;
    }

    @Override
    public void close() {
        servers.close();
    }
}
