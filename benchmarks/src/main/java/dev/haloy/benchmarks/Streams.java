package dev.haloy.benchmarks;

import dev.haloy.client.Dialect;
import dev.haloy.client.EntryStream;
import dev.haloy.client.LogEntry;
import dev.haloy.client.ServerClient;
import dev.haloy.client.ServerException;
import dev.haloy.config.ServerAddress;
import dev.haloy.secret.Secret;
import dev.haloy.world.World;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** What servers in this JVM cost, and what following their logs costs: memory and threads. */
final class Streams {
    private static final int COLLECTIONS = 3;

    private Streams() {}

    /** Starts that many servers on ports of this machine, follows them all, and prints what is in use at each step. */
    static void print(PrintStream out, int count) throws InterruptedException {
        long nothing = used();
        Instant start = World.system().clock().instant();
        try (LoopbackServers servers = new LoopbackServers(count, Duration.ZERO)) {
            Duration startUp = Duration.between(start, World.system().clock().instant());
            long served = used();
            line(out, count + " servers, started in " + startUp.toMillis() + " ms", served - nothing, count);
            List<EntryStream> streams = follow(servers.addresses());
            line(out, count + " followed streams", used() - served, count);
            streams.forEach(EntryStream::close);
        }
    }

    private static void line(PrintStream out, String what, long bytes, int count) {
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        out.printf(Locale.ROOT, "%-40s %6.1f KB each, %d threads in all%n", what, bytes / 1024.0 / count, threads);
    }

    private static List<EntryStream> follow(List<String> addresses) throws InterruptedException {
        List<EntryStream> streams = new ArrayList<>();
        CountDownLatch opened = new CountDownLatch(addresses.size());
        for (String address : addresses) {
            ServerClient client = new ServerClient(
                    World.system(),
                    ServerAddress.parse(address),
                    Secret.of(LoopbackServers.TOKEN),
                    Duration.ofSeconds(30));
            streams.add(client.followServer(Dialect.NEWEST, new Opening(opened)));
        }
        opened.await();
        return streams;
    }

    /** Waits for the beginning; a stream that has ended too early would not be counted, so it ends the benchmark. */
    private record Opening(CountDownLatch opened) implements EntryStream.Listener {
        @Override
        public void opened(Optional<Instant> serverTime) {
            opened.countDown();
        }

        @Override
        public void entry(LogEntry entry) {
            // What they say costs nothing that stays.
        }

        @Override
        public void ended(Optional<ServerException> failure) {
            failure.ifPresent(why -> {
                throw why;
            });
        }
    }

    /** The heap in use, after the collector has done its work. */
    private static long used() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        for (int i = 0; i < COLLECTIONS; i++) {
            memory.gc();
        }
        return memory.getHeapMemoryUsage().getUsed();
    }
}
