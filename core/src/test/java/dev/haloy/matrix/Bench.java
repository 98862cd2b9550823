package dev.haloy.matrix;

import dev.haloy.config.ConfigLoader;
import dev.haloy.config.LoadedConfig;
import dev.haloy.config.LoadedConfig.Format;
import dev.haloy.deploy.DeployPolicy;
import dev.haloy.deploy.DeployRequest;
import dev.haloy.deploy.DeployResult;
import dev.haloy.deploy.Deployer;
import dev.haloy.deploy.EarlierVersion;
import dev.haloy.deploy.Restorer;
import dev.haloy.deploy.SavedImage;
import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.EmbeddedHaloyds;
import dev.haloy.embedded.VirtualTime;
import dev.haloy.embedded.fault.Endpoint;
import dev.haloy.embedded.fault.Fault;
import dev.haloy.embedded.fault.FaultRule;
import dev.haloy.embedded.http.HttpFront;
import dev.haloy.embedded.http.HttpLimits;
import dev.haloy.embedded.http.SelectorLoop;
import dev.haloy.image.Digest;
import dev.haloy.image.ImageId;
import dev.haloy.image.ImageSource;
import dev.haloy.matrix.Spot.Job;
import dev.haloy.resolve.EnvFiles;
import dev.haloy.resolve.Filled;
import dev.haloy.resolve.Resolution;
import dev.haloy.resolve.ResolveOptions;
import dev.haloy.resolve.Resolver;
import dev.haloy.resolve.TargetSelection;
import dev.haloy.resolve.ValueFiller;
import dev.haloy.secret.Secret;
import dev.haloy.world.Environment;
import dev.haloy.world.World;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** One server in fast time, and one run of the real engine against it. */
final class Bench implements AutoCloseable {
    private static final int FASTER = 15;
    private static final String TOKEN = "token-of-the-matrix";
    private static final SavedImage IMAGE = SavedImage.of("shop:v2", "base", "app");
    private static final Environment NOWHERE = new Environment(Map.of(), Path.of("/project"), Path.of("/home/nobody"));
    private static final DeployPolicy POLICY = DeployPolicy.builder()
            .callTimeout(Duration.ofSeconds(6))
            .deadline(Duration.ofMinutes(3))
            .maxRetries(2)
            .build();

    private final Spot spot;
    private final String address;
    private final World world;
    private final Runnable end;
    final EmbeddedHaloyd server;

    private Bench(Spot spot, String address, EmbeddedHaloyd server, World world, Runnable end) {
        this.spot = spot;
        this.address = address;
        this.server = server;
        this.world = world;
        this.end = end;
        server.app("shop").running("v0", 1, "shop.example.com").running("v1", 1, "shop.example.com");
        if (spot.job == Job.DEAF_DEPLOYMENT) {
            server.fault(FaultRule.every(Endpoint.SERVER_LOGS, Fault.cutAfter(0)));
        }
    }

    /** A server that listens on a port, and what happens to one of the requests to it. */
    static Bench listening(SelectorLoop loop, HttpClient network, Cell cell, DeadEnds deadEnds) {
        EmbeddedHaloyds servers = EmbeddedHaloyds.on(loop);
        EmbeddedHaloyd server = add(servers, cell.spot());
        HttpFront front = HttpFront.listen(
                loop, 0, server.service(), HttpLimits.ofDefaults().withQueueBytes(64 << 20));
        World world = World.system()
                .but()
                .http(new TroubledClient(network, cell, deadEnds, server))
                .timeScale(FASTER)
                .random(new SplittableRandom(1))
                .environment(NOWHERE)
                .ownLanes()
                .build();
        Bench bench = new Bench(cell.spot(), "127.0.0.1:" + front.port(), server, world, () -> {
            front.close();
            servers.close();
        });
        int last = cell.always() ? Integer.MAX_VALUE : cell.spot().nth;
        server.fault(new FaultRule(cell.spot().endpoint, cell.spot().nth, last, cell.mishap().fault));
        return bench;
    }

    /** The same without sockets, for what takes too long. */
    static Bench inVirtualTime(Spot spot) {
        VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-11-24T12:00:00Z"));
        EmbeddedHaloyds servers = EmbeddedHaloyds.inMemory(time);
        World world = World.builder()
                .http(servers.httpClient())
                .time(time, time)
                .pump(time::await)
                .random(new SplittableRandom(1))
                .environment(NOWHERE)
                .blocking(Runnable::run)
                .ownLanes()
                .build();
        return new Bench(spot, "localhost", add(servers, spot), world, servers::close);
    }

    private static EmbeddedHaloyd add(EmbeddedHaloyds servers, Spot spot) {
        return servers.add(
                "localhost", TOKEN, options -> spot.job == Job.ARCHIVE ? options.version("v0.1.0-beta.20") : options);
    }

    /** Where the speed comes from, for servers of the same time. */
    static SelectorLoop loop() {
        return new SelectorLoop(FASTER);
    }

    DeployResult run() {
        Deployer deployer = new Deployer(world, target -> Secret.of(TOKEN), POLICY, event -> {});
        DeployRequest request = request();
        return world.await(
                deployer.deploy(spot.job == Job.ROLLBACK ? request.goingBackTo(EarlierVersion.previous()) : request));
    }

    private DeployRequest request() {
        boolean sends = spot.job == Job.LAYERS || spot.job == Job.ARCHIVE;
        String yaml = "{name: shop, server: \"" + address + "\", image: {repository: shop, tag: v2"
                + (sends ? ", builder: {context: .}" : "") + "}, domains: [{domain: shop.example.com}]}";
        LoadedConfig loaded = ConfigLoader.parse(yaml, Format.YAML, "haloy.yaml", Path.of("/project"));
        Resolution resolution = Resolver.resolve(loaded, new TargetSelection.Only(), ResolveOptions.defaults());
        Filled filled = ValueFiller.of(loaded, world, ResolveOptions.defaults()).fill(resolution);
        return DeployRequest.builder()
                .targets(filled.targets())
                .directory(loaded.directory())
                .environment(EnvFiles.of(world.environment(), loaded).hookEnvironment())
                .restorer(new Restorer(loaded, world, List.of()))
                .images(sends ? Map.of("shop:v2", new Given()) : Map.of())
                .build();
    }

    /** An image that needs no Docker. */
    private static final class Given implements ImageSource {
        @Override
        public ImageId id() {
            return ImageId.parse(SavedImage.digest(IMAGE.config()));
        }

        @Override
        public List<Digest> layers() {
            return IMAGE.digests().stream().map(Digest::new).toList();
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(IMAGE.archive());
        }
    }

    @Override
    public void close() {
        end.run();
    }
}
