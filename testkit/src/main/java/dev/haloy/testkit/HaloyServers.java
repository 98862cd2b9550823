package dev.haloy.testkit;

import dev.haloy.Haloy;
import dev.haloy.Project;
import dev.haloy.config.ConfigException;
import dev.haloy.config.ServerAddress;
import dev.haloy.deploy.DeployEvent.RunFinished;
import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.EmbeddedHaloyds;
import dev.haloy.embedded.HaloydOptions;
import dev.haloy.embedded.VirtualTime;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.secret.Secret;
import dev.haloy.secret.SecretProvider;
import dev.haloy.world.World;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The servers of one test, each known by the address that a configuration names, and everything else a deployment needs:
 * time, randomness, variables, secrets, programs. All of it is made up, so a test needs no Docker, no network and no waiting,
 * ends the same way every time, and can never reach a real server.
 *
 * <pre>{@code
 * try (HaloyServers servers = HaloyServers.of("prod.haloy.com")) {
 *   servers.at("prod.haloy.com").app("my-app").running("v1").nextDeployment(failsHealthCheck());
 *   DeployResult result = servers.load("haloy.yaml").target("production").tryDeploy();
 *   assertThat(result).target("production").failedBecause("health check").stillServes("v1");
 * }
 * }</pre>
 *
 * <p>In a JUnit test let {@link WithHaloyServers} make them. Say what a project needs ({@link #env}, {@link #secret},
 * {@link #workingDirectory}) before loading it. Time stands still until somebody waits for a deployment. Use one set of
 * servers per test; tests with sets of their own may run in parallel.
 */
public final class HaloyServers implements AutoCloseable {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final long SEED = 1;

    private final VirtualTime time = VirtualTime.startingAt(START);
    private final EmbeddedHaloyds servers = EmbeddedHaloyds.inMemory(time);
    private final Hooks hooks = new Hooks(time);
    private final TestDocker docker = new TestDocker();
    private final OpenExchanges exchanges = new OpenExchanges(time);
    private final Surroundings surroundings = new Surroundings();
    private final Map<String, EmbeddedHaloyd> byKey = new ConcurrentHashMap<>();
    private final World base;
    private boolean closed;

    private HaloyServers(long seed) {
        base = World.builder()
                .http(new GuardedHttpClient(servers.httpClient(), this::refusal, exchanges))
                .time(time, time)
                .pump(time::await)
                .random(new SplittableRandom(seed))
                .processes(docker.before(hooks.runner()))
                .environment(surroundings.environment())
                .blocking(Runnable::run)
                .dialer(new MemoryDialer(servers))
                .ownLanes()
                .build();
    }

    /** Servers at these addresses, on which nothing runs yet. */
    public static HaloyServers of(String... addresses) {
        return seeded(SEED, addresses);
    }

    /** The same with another seed for everything that is left to chance, such as ids and pauses between attempts. */
    public static HaloyServers seeded(long seed, String... addresses) {
        HaloyServers servers = new HaloyServers(seed);
        for (String address : addresses) {
            servers.add(address, options -> options);
        }
        return servers;
    }

    /**
     * The server at an address: script it before a deployment, ask it afterwards.
     *
     * @throws NoSuchElementException if there is none; the message names those that exist
     */
    public EmbeddedHaloyd at(String address) {
        return at(ServerAddress.parse(address));
    }

    EmbeddedHaloyd at(ServerAddress wanted) {
        return find(wanted).orElseThrow(() -> new NoSuchElementException(stranger(wanted.key())));
    }

    /** All servers, in the order they were added. */
    public List<EmbeddedHaloyd> all() {
        return servers.all();
    }

    /**
     * Adds a server that is set up in a special way, for example one with an older haloyd.
     *
     * @throws IllegalArgumentException if the address is taken
     */
    public EmbeddedHaloyd add(String address, UnaryOperator<HaloydOptions> setUp) {
        String key = ServerAddress.parse(address).key();
        EmbeddedHaloyd added = servers.add(key, "token-for-" + key, setUp);
        byKey.put(key, added);
        return added;
    }

    /**
     * Loads a configuration and binds it to these servers.
     *
     * @param path the file, or a folder with a {@code haloy.yaml}; relative to the {@link #workingDirectory}
     * @throws ConfigException with every mistake of the file at once
     */
    public Project load(String path) {
        return load(Path.of(path));
    }

    /**
     * Loads a configuration and binds it to these servers.
     *
     * @param path the file, or a folder with a {@code haloy.yaml}; relative to the {@link #workingDirectory}
     * @throws ConfigException with every mistake of the file at once
     */
    public Project load(Path path) {
        return bind(Haloy.load(path, world()));
    }

    /**
     * The same project with these servers instead of the real ones: their tokens are known, also where the configuration gives
     * others, and what {@link #env} and {@link #secret} said so far holds for it.
     */
    public Project bind(Project project) {
        Project bound = project.withWorld(world())
                .withTokens(this::token)
                .on(RunFinished.class, finished -> Origins.remember(finished.result(), this));
        return surroundings.withSecrets(bound);
    }

    /** Sets an environment variable. There are no others: those of the process are not seen. */
    public HaloyServers env(String name, String value) {
        surroundings.env(name, value);
        return this;
    }

    /**
     * Gives the value of a secret.
     *
     * @param reference as the configuration writes it, for example {@code onepassword:prod-db.url}
     */
    public HaloyServers secret(String reference, String value) {
        surroundings.secret(reference, Secret.of(value));
        return this;
    }

    /** Takes all secrets of one provider from here, except those given by {@link #secret}. */
    public HaloyServers secrets(String provider, SecretProvider source) {
        surroundings.secrets(provider, source);
        return this;
    }

    /** Where relative paths begin and hooks would run. By default the working directory of the process. */
    public HaloyServers workingDirectory(Path directory) {
        surroundings.workingDirectory(directory);
        return this;
    }

    /** The home directory, for tests of what is stored there. By default an empty one of this test, gone when it ends. */
    public HaloyServers home(Path directory) {
        surroundings.home(directory);
        return this;
    }

    /** What became of hooks and other programs, and how they go. */
    public Hooks hooks() {
        return hooks;
    }

    /** The docker program, of which there is none until something is said of it. */
    public TestDocker docker() {
        return docker;
    }

    /** Everything outside the program as this test makes it up, for code that takes a World instead of a project. */
    public World world() {
        return base.but().environment(surroundings.environment()).build();
    }

    /** The time of this test; advance it to let servers go on without a deployment. */
    public VirtualTime time() {
        return time;
    }

    /** What every server was asked and said, one line each in the order of time, without the secrets of this test. */
    public String history() {
        String text = all().stream().map(History::of).collect(Collectors.joining());
        return surroundings.redactor().redact(text + hooks.history());
    }

    /** What is open now: requests that nobody waited for or closed, programs that still run. One line each. */
    public List<String> open() {
        List<String> open = new ArrayList<>(exchanges.describe());
        open.addAll(hooks.running());
        return List.copyOf(open);
    }

    /**
     * Stops the servers and the time.
     *
     * @throws AssertionError if something was still open; the message names it. A test that deploys without waiting must
     *     wait or cancel
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        time.runDue();
        List<String> leaks = open();
        servers.close();
        time.runDue();
        time.shutdownNow();
        surroundings.removeHome();
        if (!leaks.isEmpty()) {
            throw new AssertionError(leaks.stream()
                    .collect(Collectors.joining(
                            "\n  ",
                            "\nExpecting nothing to be open at the end of the test but there is:\n  ",
                            "\nWait for what deployAsync() returns, or cancel it.")));
        }
    }

    /** The addresses of the servers. */
    @Override
    public String toString() {
        return "HaloyServers[" + addresses() + "]";
    }

    private Secret token(ReadyTarget target) {
        ServerAddress server = target.target().server();
        return find(server)
                .map(found -> Secret.of(found.token()))
                .orElseThrow(() -> new StrangeServerException(stranger(server.key())));
    }

    /** The server of a result, which may name one that the test does not have, or none. */
    Optional<EmbeddedHaloyd> find(String address) {
        return address.isEmpty() ? Optional.empty() : find(ServerAddress.parse(address));
    }

    private Optional<EmbeddedHaloyd> find(ServerAddress wanted) {
        return Optional.ofNullable(byKey.get(wanted.key()));
    }

    private Optional<String> refusal(String authority) {
        boolean known = byKey.containsKey(authority)
                || find(ServerAddress.parse(authority)).isPresent();
        return known ? Optional.empty() : Optional.of(stranger(authority));
    }

    private String stranger(String address) {
        return "There is no server at " + address + " in this test, and real ones are out of reach; there "
                + (all().isEmpty() ? "are none" : "is " + addresses())
                + ". Add it to @WithHaloyServers or HaloyServers.of(..), or correct the address.";
    }

    private String addresses() {
        return all().stream().map(EmbeddedHaloyd::address).collect(Collectors.joining(", "));
    }
}
