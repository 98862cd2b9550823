package dev.haloy.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haloy.client.ServerDirectory;
import dev.haloy.config.ConfigLoader;
import dev.haloy.config.LoadedConfig;
import dev.haloy.deploy.DeployPolicy;
import dev.haloy.deploy.DeployRequest;
import dev.haloy.deploy.DeployResult;
import dev.haloy.deploy.Deployer;
import dev.haloy.deploy.SavedImage;
import dev.haloy.deploy.ScriptedDocker;
import dev.haloy.embedded.EmbeddedHaloyds;
import dev.haloy.embedded.ReceivedRequest;
import dev.haloy.embedded.VirtualTime;
import dev.haloy.resolve.ConfigCase;
import dev.haloy.resolve.EnvFiles;
import dev.haloy.resolve.FakeCommands;
import dev.haloy.resolve.Filled;
import dev.haloy.resolve.Resolution;
import dev.haloy.resolve.ResolveOptions;
import dev.haloy.resolve.Resolver;
import dev.haloy.resolve.ValueFiller;
import dev.haloy.world.Environment;
import dev.haloy.world.ProcessRunner;
import dev.haloy.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** A recorded configuration in a fresh folder, deployed to embedded servers in virtual time. */
final class SeedRun implements AutoCloseable {
    private static final String TOKEN = "token-from-environment";
    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

    private final ConfigCase vector;
    private final Path folder;
    private final EmbeddedHaloyds servers;
    private final World world;
    final ScriptedDocker docker;
    final List<String> hooks = new ArrayList<>();

    SeedRun(ConfigCase vector, Path scratch, String version) throws IOException {
        this.vector = vector;
        folder = scratch.toRealPath();
        vector.copyTo(folder);
        Path client = Files.createDirectories(folder.resolve("client"));
        VirtualTime time = VirtualTime.startingAt(START);
        servers = EmbeddedHaloyds.inMemory(time);
        LoadedConfig loaded = ConfigLoader.load(vector.config(folder), folder);
        loaded.app()
                .targets()
                .forEach((key, target) -> target.server()
                        .ifPresent(server -> servers.add(server, TOKEN, options -> options.version(version))));
        docker = new ScriptedDocker(time, new Programs(new FakeCommands(vector.commands(), folder)))
                .has("my-app:latest", SavedImage.of("my-app:latest", "base", "app"));
        world = World.builder()
                .http(servers.httpClient())
                .time(time, time)
                .pump(time::await)
                .random(new SplittableRandom(5))
                .processes(docker)
                .environment(new Environment(vector.variables(folder, client), folder, folder.resolve("no-home")))
                .blocking(Runnable::run)
                .ownLanes()
                .build();
    }

    /** Providers answer as recorded, hooks succeed. */
    private final class Programs implements ProcessRunner {
        private final FakeCommands providers;

        Programs(FakeCommands providers) {
            this.providers = providers;
        }

        @Override
        public CompletableFuture<Integer> run(Command command, OutputListener output) {
            hooks.add(command.arguments().get(command.arguments().size() - 1));
            return CompletableFuture.completedFuture(0);
        }

        @Override
        public CompletableFuture<Finished> capture(Command command, int maxBytes) {
            return providers.capture(command, maxBytes);
        }
    }

    DeployResult deploy() throws IOException {
        LoadedConfig loaded = ConfigLoader.load(vector.config(folder), folder);
        ResolveOptions options = ResolveOptions.defaults();
        Resolution resolution = Resolver.resolve(loaded, vector.selection(), options);
        Filled filled = ValueFiller.of(loaded, world, options).fill(resolution);
        DeployRequest request = DeployRequest.builder()
                .targets(filled.targets())
                .skippedProtected(resolution.skippedProtected())
                .globalPreDeploy(loaded.app().globalPreDeploy())
                .globalPostDeploy(loaded.app().globalPostDeploy())
                .secretProviders(loaded.app().secretProviders())
                .directory(loaded.directory())
                .environment(EnvFiles.of(world.environment(), loaded).hookEnvironment())
                .build();
        Deployer deployer = new Deployer(world, ServerDirectory.of(world), DeployPolicy.ofDefaults(), event -> {});
        return world.await(deployer.deploy(request));
    }

    /** Everything any server got. */
    List<ReceivedRequest> requests() {
        return servers.all().stream()
                .flatMap(server -> server.requests().stream())
                .toList();
    }

    /** The bodies of the deployments, by server. */
    Map<String, JsonNode> posted() {
        Map<String, JsonNode> bodies = new TreeMap<>();
        servers.all()
                .forEach(server -> server.requests().stream()
                        .filter(request -> request.target().equals("/v1/deploy"))
                        .forEach(request -> bodies.put(server.address(), json(request.body()))));
        return bodies;
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        servers.close();
    }
}
