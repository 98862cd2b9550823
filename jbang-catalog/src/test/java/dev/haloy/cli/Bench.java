package dev.haloy.cli;

import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.EmbeddedHaloyds;
import dev.haloy.embedded.VirtualTime;
import dev.haloy.world.Environment;
import dev.haloy.world.RunStore;
import dev.haloy.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/** A folder, servers in memory, and virtual time: what the command line is tried in. */
final class Bench {
    static final String TOKEN = "t0ken-of-the-servers";

    final VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-11-24T12:00:00Z"));
    final EmbeddedHaloyds servers = EmbeddedHaloyds.inMemory(time);
    final FakeShell shell = new FakeShell();
    final Map<String, String> variables = new LinkedHashMap<>();
    final Path folder;
    final RunStore runs = RunStore.inMemory();
    Interrupts interrupts = Interrupts.NEVER;

    Bench(Path folder) {
        this.folder = folder;
        variables.put("HALOY_CONFIG_DIR", folder.resolve("client").toString());
    }

    /** Writes the configuration. */
    Bench file(String yaml) {
        return file("haloy.yaml", yaml);
    }

    Bench file(String name, String content) {
        try {
            Files.writeString(folder.resolve(name), content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return this;
    }

    /** Starts a server and makes its token known to this machine. */
    EmbeddedHaloyd server(String address) {
        EmbeddedHaloyd haloyd = servers.add(address, TOKEN);
        int exit = run(Captured.plain(), "server", "add", address, TOKEN);
        if (exit != 0) {
            throw new AssertionError("server add ended with " + exit);
        }
        return haloyd;
    }

    int run(Captured captured, String... args) {
        int before = captured.out().length();
        int exit = Cli.run(new Session(world(), captured.console(), interrupts), args);
        DocumentedOutput.check(captured.out().substring(before), args);
        return exit;
    }

    World world() {
        return World.builder()
                .http(servers.httpClient())
                .time(time, time)
                .pump(this::pump)
                .random(new SplittableRandom(42))
                .processes(shell)
                .blocking(Runnable::run)
                .environment(new Environment(variables, folder, folder))
                .ownLanes()
                .runs(runs)
                .build();
    }

    private void pump(CompletableFuture<?> future) {
        // A future of its own: waiting for one of the World's would pump again.
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        future.whenComplete((value, failure) -> done.complete(true));
        time.await(done);
    }
}
