package dev.haloy;

import dev.haloy.embedded.EmbeddedHaloyds;
import dev.haloy.embedded.VirtualTime;
import dev.haloy.world.Environment;
import dev.haloy.world.ProcessRunner;
import dev.haloy.world.World;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/** Servers in memory and a World of virtual time in which they are the only ones. */
final class Bench {
    static final String TOKEN = "t0ken-of-the-servers";

    final VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-11-24T12:00:00Z"));
    final EmbeddedHaloyds servers = EmbeddedHaloyds.inMemory(time);
    final World world;

    Bench(Path folder, String... addresses) {
        for (String address : addresses) {
            servers.add(address, TOKEN);
        }
        Map<String, String> variables = Map.of(
                "HALOY_API_TOKEN",
                TOKEN,
                "HALOY_CONFIG_DIR",
                folder.resolve("client").toString());
        world = World.builder()
                .http(servers.httpClient())
                .time(time, time)
                .pump(this::pump)
                .random(new SplittableRandom(42))
                .processes(ProcessRunner.forbidden())
                .blocking(Runnable::run)
                .environment(new Environment(variables, folder, folder))
                .ownLanes()
                .build();
    }

    private void pump(CompletableFuture<?> future) {
        // A future of its own: waiting for one of the World's would pump again.
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        future.whenComplete((value, failure) -> done.complete(true));
        time.await(done);
    }
}
