package dev.haloy.benchmarks;

import dev.haloy.client.Preparation;
import dev.haloy.client.ServerClient;
import dev.haloy.config.ServerAddress;
import dev.haloy.image.Destination;
import dev.haloy.image.ImageTransfer;
import dev.haloy.image.TransferListener;
import dev.haloy.image.TransferResult;
import dev.haloy.image.TransferResult.Sent;
import dev.haloy.secret.Secret;
import dev.haloy.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sends a made image to servers and fails if one of them does not get it: a process to be measured. */
public final class TransferProgram {
    private TransferProgram() {}

    /** Bytes per layer, seeds of the layers with commas between, digests of the layers with commas between, addresses. */
    public static void main(String... args) {
        List<Integer> seeds =
                Arrays.stream(args[1].split(",", -1)).map(Integer::valueOf).toList();
        List<dev.haloy.image.Digest> layers = Arrays.stream(args[2].split(",", -1))
                .map(dev.haloy.image.Digest::new)
                .toList();
        MadeImage image = new MadeImage(layers, seeds, Long.parseLong(args[0]));
        World world = World.system();
        Preparation.begin(world);
        List<Destination> servers = new ArrayList<>();
        for (String address : Arrays.asList(args).subList(3, args.length)) {
            ServerClient client = new ServerClient(
                    world, ServerAddress.parse(address), Secret.of(LoopbackServers.TOKEN), Duration.ofSeconds(30));
            servers.add(new Destination(client, Set.of("layer-upload", "image-disk-preflight")));
        }
        Map<String, TransferResult> results = new ImageTransfer(world)
                .transfer(image, "benchmark:1", servers, TransferListener.none())
                .join();
        if (!results.values().stream().allMatch(Sent.class::isInstance)) {
            throw new IllegalStateException(results.toString());
        }
        closeConnections();
    }

    /** As the command line does: the JVM waits 0.3 s before it ends while a thread waits for the network. */
    private static void closeConnections() {
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("HttpClient-"))
                .forEach(Thread::interrupt);
    }
}
