package dev.haloy.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.client.ServerClient;
import dev.haloy.config.ServerAddress;
import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.EmbeddedHaloyds;
import dev.haloy.embedded.ReceivedRequest;
import dev.haloy.embedded.VirtualTime;
import dev.haloy.embedded.fault.Endpoint;
import dev.haloy.embedded.fault.Fault;
import dev.haloy.embedded.fault.FaultRule;
import dev.haloy.embedded.fault.RandomFaults;
import dev.haloy.image.TestImage.Layout;
import dev.haloy.image.TransferResult.Failed;
import dev.haloy.image.TransferResult.Reason;
import dev.haloy.image.TransferResult.Sent;
import dev.haloy.secret.Secret;
import dev.haloy.world.Environment;
import dev.haloy.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImageTransferTest {
    private static final String REFERENCE = "shop:v2";
    private static final Set<String> LAYERS = Set.of("layer-upload", "image-disk-preflight");

    @TempDir
    Path home;

    private final VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-11-24T12:00:00Z"));
    private final EmbeddedHaloyds servers = EmbeddedHaloyds.inMemory(time);

    private World world(long seed) {
        return World.builder()
                .http(servers.httpClient())
                .time(time, time)
                .pump(time::await)
                .random(new SplittableRandom(seed))
                .environment(new Environment(Map.of(), home, home))
                .blocking(Runnable::run)
                .ownLanes()
                .build();
    }

    private EmbeddedHaloyd server(String address) {
        return servers.add(address, "token");
    }

    private CompletableFuture<Map<String, TransferResult>> start(ImageSource image, Set<String> capabilities) {
        World world = world(7);
        List<Destination> all = servers.all().stream()
                .map(server -> new ServerClient(
                        world,
                        ServerAddress.parse(server.address()),
                        Secret.of(server.token()),
                        Duration.ofSeconds(30)))
                .map(client -> new Destination(client, capabilities))
                .toList();
        return new ImageTransfer(world).transfer(image, REFERENCE, all, TransferListener.none());
    }

    private Map<String, TransferResult> transfer(ImageSource image) {
        return time.await(start(image, LAYERS));
    }

    private static void assertHasImage(EmbeddedHaloyd server, TestImage image) {
        var loaded = server.storage().images().get(REFERENCE);
        assertThat(loaded).isNotNull();
        assertThat(loaded.config()).isEqualTo(Digest.of(image.config).text());
        assertThat(loaded.layers())
                .isEqualTo(image.layers().stream().map(Digest::text).toList());
    }

    private static long requests(EmbeddedHaloyd server, Endpoint endpoint) {
        return server.requests().stream()
                .map(ReceivedRequest::target)
                .filter(target -> Endpoint.of(target) == endpoint)
                .count();
    }

    private List<Path> filesUnderWay() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(file -> file.toString().endsWith(".tmp")).toList();
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_layout_reaches_every_server_with_one_reading(Layout layout) throws IOException {
        EmbeddedHaloyd one = server("one.example.com");
        EmbeddedHaloyd two = server("two.example.com");
        TestImage image = TestImage.of(layout, "base", "library", "base", "app");

        Map<String, TransferResult> results = transfer(image);

        assertThat(results)
                .containsOnlyKeys("one.example.com", "two.example.com")
                .containsValue(new Sent(14, 0, 3, 0));
        assertHasImage(one, image);
        assertHasImage(two, image);
        assertThat(image.opened).isEqualTo(1);
        assertThat(image.closed).isTrue();
        assertThat(filesUnderWay()).isEmpty();
    }

    @Test
    void what_was_sent_before_is_neither_read_nor_sent_again() {
        EmbeddedHaloyd prod = server("prod.example.com");
        TestImage image = TestImage.of(Layout.OLDER, "base", "app");
        transfer(image);

        Map<String, TransferResult> again = transfer(image);

        assertThat(again).containsEntry("prod.example.com", new Sent(0, 7, 0, 2));
        assertThat(image.opened).isEqualTo(1);
        assertThat(requests(prod, Endpoint.LAYER_UPLOAD)).isEqualTo(2);
    }

    @Test
    void only_the_layer_that_changed_is_sent() {
        EmbeddedHaloyd prod = server("prod.example.com");
        transfer(TestImage.of(Layout.BLOBS, "base", "app 1"));
        TestImage changed = TestImage.of(Layout.BLOBS, "base", "app two");

        assertThat(transfer(changed)).containsEntry("prod.example.com", new Sent(7, 4, 1, 1));
        assertHasImage(prod, changed);
    }

    @Test
    void a_server_that_takes_no_layers_gets_the_archive() {
        EmbeddedHaloyd prod = server("prod.example.com");
        TestImage image = TestImage.of(Layout.BLOBS, "base", "app");

        Map<String, TransferResult> results = time.await(start(image, Set.of()));

        assertThat(results.get("prod.example.com")).isInstanceOf(Sent.class);
        assertThat(requests(prod, Endpoint.IMAGE_UPLOAD)).isEqualTo(1);
        assertThat(requests(prod, Endpoint.LAYERS_CHECK)).isZero();
    }

    @Test
    void a_layer_that_the_server_only_believes_to_have_is_sent_after_all() {
        EmbeddedHaloyd prod = server("prod.example.com");
        TestImage image = TestImage.of(Layout.BLOBS, "base", "app");
        transfer(image);
        prod.storage().loseLayer(image.layers().get(0).text());

        assertThat(transfer(image).get("prod.example.com")).isInstanceOf(Sent.class);
        assertHasImage(prod, image);
    }

    @Test
    void a_full_disk_is_told_with_both_numbers_before_anything_is_sent() {
        EmbeddedHaloyd full = server("full.example.com");
        full.storage().size(1000);
        EmbeddedHaloyd other = server("other.example.com");
        TestImage image = TestImage.of(Layout.BLOBS, "base", "app");

        Map<String, TransferResult> results = transfer(image);

        assertThat(results.get("full.example.com")).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.reason()).isEqualTo(Reason.NO_SPACE);
            assertThat(failed.message()).contains("2147500053", "has 1000", "prune-images");
        });
        assertThat(requests(full, Endpoint.LAYER_UPLOAD)).isZero();
        assertHasImage(other, image);
    }

    @Test
    void one_server_that_fails_leaves_the_others_alone() {
        EmbeddedHaloyd good = server("good.example.com");
        server("bad.example.com").fault(FaultRule.every(Endpoint.LAYER_UPLOAD, Fault.unavailable()));
        TestImage image = TestImage.of(Layout.BLOBS, "base", "app");

        Map<String, TransferResult> results = transfer(image);

        assertThat(results.get("bad.example.com")).isInstanceOf(Failed.class);
        assertThat(results.get("good.example.com")).isInstanceOf(Sent.class);
        assertHasImage(good, image);
    }

    @Test
    void a_restart_and_a_load_that_outlasts_the_proxy_are_sat_out() {
        EmbeddedHaloyd prod = server("prod.example.com");
        prod.fault(FaultRule.next(Endpoint.LAYERS_ASSEMBLE, Fault.stall(Duration.ofSeconds(70))));
        prod.restart();
        TestImage image = TestImage.of(Layout.BLOBS, "base", "app");

        assertThat(transfer(image).get("prod.example.com")).isInstanceOf(Sent.class);
        assertHasImage(prod, image);
    }

    @Test
    void an_archive_that_ends_too_early_is_a_failure_of_the_image() {
        server("prod.example.com");
        TestImage image = TestImage.of(Layout.BLOBS, "base", "app");
        ImageSource cut = new CutImage(image, 700);

        assertThat(transfer(cut).get("prod.example.com"))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.reason()).isEqualTo(Reason.IMAGE));
    }

    @Test
    void after_a_cancel_nothing_is_sent_and_nothing_lies_around() throws IOException {
        EmbeddedHaloyd prod = server("prod.example.com");
        prod.latency(Duration.ofSeconds(1));
        TestImage image = TestImage.of(Layout.BLOBS, "base", "app");
        CompletableFuture<?> transfer = start(image, LAYERS);
        time.advance(Duration.ofMillis(2500));

        transfer.cancel(true);
        time.advance(Duration.ofMinutes(5));

        assertThat(requests(prod, Endpoint.LAYERS_ASSEMBLE)).isZero();
        assertThat(filesUnderWay()).isEmpty();
        assertThat(image.closed).isTrue();
    }

    @Test
    void whatever_happens_a_server_reported_as_sent_has_the_image() {
        for (long seed = 1; seed <= 150; seed++) {
            runWithFaults(seed);
        }
    }

    private void runWithFaults(long seed) {
        Random random = new Random(seed);
        List<byte[]> contents = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(5); i++) {
            byte[] content = new byte[random.nextInt(3000)];
            random.nextBytes(content);
            contents.add(random.nextInt(5) == 0 && i > 0 ? contents.get(0) : content);
        }
        Layout layout = Layout.values()[random.nextInt(3)];
        try (EmbeddedHaloyds some = EmbeddedHaloyds.inMemory(time)) {
            ImageTransferTest round = this;
            List<EmbeddedHaloyd> all = List.of(
                    some.add("a" + seed + ".example.com", "token"), some.add("b" + seed + ".example.com", "token"));
            World world = round.world(seed).but().http(some.httpClient()).build();
            List<Destination> destinations = all.stream()
                    .map(server -> new Destination(
                            new ServerClient(
                                    world,
                                    ServerAddress.parse(server.address()),
                                    Secret.of("token"),
                                    Duration.ofSeconds(30)),
                            LAYERS))
                    .toList();
            ImageTransfer transfer = new ImageTransfer(world);
            List<byte[]> older = contents.subList(0, random.nextInt(contents.size()) + 1);
            time.await(transfer.transfer(
                    new TestImage(layout, older, random), "old:v1", destinations, TransferListener.none()));
            some.faults(RandomFaults.flakyNetwork(seed)
                    .with(0.1, Fault.tooManyRequests())
                    .with(0.02, Fault.stall(Duration.ofSeconds(65))));
            TestImage image = new TestImage(layout, contents, random);

            Map<String, TransferResult> results =
                    time.await(transfer.transfer(image, REFERENCE, destinations, TransferListener.none()));

            for (EmbeddedHaloyd server : all) {
                TransferResult result = results.get(server.address());
                assertThat(result).as("seed %d at %s", seed, server).isInstanceOf(Sent.class);
                assertHasImage(server, image);
            }
        }
    }
}
