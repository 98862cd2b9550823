package dev.haloy.operate;

import dev.haloy.client.Tokens;
import dev.haloy.config.ConfigLoader;
import dev.haloy.config.LoadedConfig;
import dev.haloy.config.LoadedConfig.Format;
import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.EmbeddedHaloyds;
import dev.haloy.embedded.HaloydOptions;
import dev.haloy.embedded.VirtualTime;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.resolve.Resolution;
import dev.haloy.resolve.ResolveOptions;
import dev.haloy.resolve.Resolver;
import dev.haloy.resolve.TargetSelection;
import dev.haloy.resolve.ValueFiller;
import dev.haloy.secret.Secret;
import dev.haloy.world.Environment;
import dev.haloy.world.ProcessRunner;
import dev.haloy.world.World;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** Servers in memory and virtual time, and targets on them. */
final class Operations {
    static final String TOKEN = "token-of-the-test-servers";
    static final Tokens TOKENS = target -> Secret.of(TOKEN);

    final VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-11-24T12:00:00Z"));
    final EmbeddedHaloyds servers = EmbeddedHaloyds.inMemory(time);
    final World world = World.builder()
            .http(servers.httpClient())
            .time(time, time)
            .pump(time::await)
            .random(new SplittableRandom(1))
            .processes(ProcessRunner.forbidden())
            .environment(new Environment(Map.of(), Path.of("/project"), Path.of("/home/user")))
            .blocking(Runnable::run)
            .dialer(new MemoryDialer(servers))
            .ownLanes()
            .build();

    EmbeddedHaloyd server(String address) {
        return servers.add(address, TOKEN);
    }

    EmbeddedHaloyd server(String address, UnaryOperator<HaloydOptions> setUp) {
        return servers.add(address, TOKEN, setUp);
    }

    /** All targets of a configuration, as far as operating them needs it. */
    static List<ReadyTarget> targets(String yaml) {
        LoadedConfig loaded = ConfigLoader.parse(yaml, Format.YAML, "haloy.yaml", Path.of("/project"));
        TargetSelection selection =
                loaded.app().targets().isEmpty() ? new TargetSelection.Only() : new TargetSelection.All(true);
        Resolution resolution = Resolver.resolve(loaded, selection, ResolveOptions.defaults());
        World world = World.builder()
                .environment(new Environment(Map.of(), Path.of("/project"), Path.of("/home/user")))
                .processes(ProcessRunner.forbidden())
                .blocking(Runnable::run)
                .build();
        return ValueFiller.of(loaded, world, ResolveOptions.defaults())
                .fillTokensOnly(resolution)
                .targets();
    }
}
