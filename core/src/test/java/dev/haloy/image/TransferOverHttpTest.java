package dev.haloy.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.client.Retries;
import dev.haloy.client.ServerClient;
import dev.haloy.config.ServerAddress;
import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.EmbeddedHaloyds;
import dev.haloy.embedded.fault.Endpoint;
import dev.haloy.embedded.fault.Fault;
import dev.haloy.embedded.fault.FaultRule;
import dev.haloy.embedded.http.HttpFront;
import dev.haloy.embedded.http.SelectorLoop;
import dev.haloy.image.TestImage.Layout;
import dev.haloy.image.TransferResult.Failed;
import dev.haloy.image.TransferResult.Reason;
import dev.haloy.image.TransferResult.Sent;
import dev.haloy.secret.Secret;
import dev.haloy.world.Environment;
import dev.haloy.world.World;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images on their way over real connections to two servers. */
class TransferOverHttpTest {
    private static final String REFERENCE = "shop:v2";
    private static final Retries RETRIES = new Retries(8, 400, Duration.ofMillis(1), Duration.ofMillis(20));
    private static final int LAYER = 1 << 20;

    @TempDir
    Path home;

    private final SelectorLoop loop = new SelectorLoop(1);
    private final EmbeddedHaloyds servers = EmbeddedHaloyds.on(loop);
    private final EmbeddedHaloyd one = servers.add("localhost:1", "token");
    private final EmbeddedHaloyd two = servers.add("localhost:2", "token");
    private final List<HttpFront> fronts = new ArrayList<>();
    private List<Integer> ports = List.of();

    @BeforeEach
    void listen() {
        servers.all().forEach(server -> fronts.add(HttpFront.listen(loop, 0, server.service())));
        ports = fronts.stream().map(HttpFront::port).toList();
    }

    @AfterEach
    void close() {
        fronts.forEach(HttpFront::close);
        servers.close();
    }

    /** Results in the order of the servers. */
    private List<TransferResult> transfer(ImageSource image) throws Exception {
        return transfer(image, TransferListener.none());
    }

    private List<TransferResult> transfer(ImageSource image, TransferListener listener) throws Exception {
        World world = World.builder()
                .environment(new Environment(Map.of(), home, home))
                .ownLanes()
                .build();
        List<Destination> all = ports.stream()
                .map(port -> new ServerClient(
                        world, ServerAddress.parse("localhost:" + port), Secret.of("token"), Duration.ofSeconds(30)))
                .map(client -> new Destination(client, Set.of("layer-upload", "image-disk-preflight")))
                .toList();
        return List.copyOf(new ImageTransfer(world, RETRIES)
                .transfer(image, REFERENCE, all, listener)
                .get(60, TimeUnit.SECONDS)
                .values());
    }

    private static TestImage image(int layers, long seed) {
        Random random = new Random(seed);
        List<byte[]> contents = new ArrayList<>();
        for (int i = 0; i < layers; i++) {
            byte[] content = new byte[LAYER];
            new Random(seed + i).nextBytes(content);
            contents.add(content);
        }
        return new TestImage(Layout.OLDER, contents, random);
    }

    private static void assertHas(EmbeddedHaloyd server, TestImage image) {
        assertThat(server.storage().images().get(REFERENCE).layers())
                .isEqualTo(image.layers().stream().map(Digest::text).toList());
    }

    private static long requests(EmbeddedHaloyd server, Endpoint endpoint) {
        return server.requests().stream()
                .filter(request -> Endpoint.of(request.target()) == endpoint)
                .count();
    }

    @Test
    void each_server_gets_what_it_lacks_of_one_reading() throws Exception {
        TestImage older = image(2, 10);
        List<Integer> both = ports;
        ports = both.subList(0, 1);
        assertThat(transfer(older)).containsExactly(new Sent(2 * LAYER, 0, 2, 0));
        ports = both;
        TestImage image = image(3, 10);

        assertThat(transfer(image)).containsExactly(new Sent(LAYER, 2 * LAYER, 1, 2), new Sent(3 * LAYER, 0, 3, 0));

        assertThat(image.opened).isEqualTo(1);
        assertHas(one, image);
        assertHas(two, image);
        assertThat(transfer(image)).containsExactly(new Sent(0, 3 * LAYER, 0, 3), new Sent(0, 3 * LAYER, 0, 3));
        assertThat(image.opened).isEqualTo(1);
    }

    @Test
    void only_the_layer_that_was_cut_off_is_sent_again() throws Exception {
        try (CuttingRelay relay = new CuttingRelay(ports.get(0), LAYER / 2, 1)) {
            ports = List.of(relay.port(), ports.get(1));
            TestImage image = image(3, 20);

            assertThat(transfer(image)).containsExactly(new Sent(3 * LAYER, 0, 3, 0), new Sent(3 * LAYER, 0, 3, 0));

            assertThat(relay.cuts).hasValue(1);
            assertThat(image.opened).isEqualTo(1);
            assertHas(one, image);
            assertThat(requests(one, Endpoint.LAYERS_ASSEMBLE)).isEqualTo(1);
            assertThat(one.storage().layers()).hasSize(3);
        }
    }

    @Test
    void too_many_requests_and_a_failing_server_are_sat_out() throws Exception {
        one.fault(FaultRule.times(2, Endpoint.LAYER_UPLOAD, Fault.tooManyRequests()));
        one.fault(FaultRule.next(Endpoint.LAYERS_CHECK, Fault.unavailable()));
        two.fault(FaultRule.next(Endpoint.LAYERS_ASSEMBLE, Fault.replyLost()));
        two.fault(FaultRule.next(Endpoint.LAYER_UPLOAD, Fault.reset()));
        TestImage image = image(2, 30);

        assertThat(transfer(image))
                .hasSize(2)
                .allSatisfy(result -> assertThat(result).isInstanceOf(Sent.class));

        assertHas(one, image);
        assertHas(two, image);
    }

    @Test
    void a_disk_that_fills_up_on_the_way_fails_that_server_alone() throws Exception {
        one.fault(FaultRule.every(Endpoint.LAYER_UPLOAD, Fault.refused(507, "the disk is full")));
        TestImage image = image(2, 40);

        List<TransferResult> results = transfer(image);

        assertThat(results.get(0)).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.reason()).isEqualTo(Reason.NO_SPACE);
            assertThat(failed.message()).contains("prune-images");
        });
        assertThat(results.get(1)).isInstanceOf(Sent.class);
        assertHas(two, image);
    }

    @Test
    void a_layer_whose_file_is_gone_is_sent_again() throws Exception {
        TestImage image = image(2, 50);
        transfer(image);
        one.storage().loseLayer(image.layers().get(1).text());

        assertThat(transfer(image))
                .hasSize(2)
                .allSatisfy(result -> assertThat(result).isInstanceOf(Sent.class));

        assertHas(one, image);
        assertThat(one.storage().layers()).hasSize(2);
        assertThat(requests(two, Endpoint.LAYER_UPLOAD)).isEqualTo(2);
    }

    private static TestImage large(long seed) {
        byte[] content = new byte[4 * LAYER];
        new Random(seed).nextBytes(content);
        return new TestImage(Layout.BLOBS, List.of(content), new Random(seed));
    }

    /** The same image, read from another stream. */
    private record Read(TestImage whole, InputStream stream) implements ImageSource {
        @Override
        public ImageId id() {
            return whole.id();
        }

        @Override
        public List<Digest> layers() {
            return whole.layers();
        }

        @Override
        public InputStream open() {
            return stream;
        }
    }

    /** Goes on with the second half only when it may. */
    private static InputStream halting(byte[] archive, CountDownLatch mayGoOn) {
        InputStream wait = new InputStream() {
            @Override
            public int read() throws IOException {
                try {
                    if (!mayGoOn.await(20, TimeUnit.SECONDS)) {
                        throw new IOException("nothing was sent before the layer had been read");
                    }
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                return -1;
            }
        };
        int half = archive.length / 2;
        return new SequenceInputStream(Collections.enumeration(List.of(
                new ByteArrayInputStream(archive, 0, half),
                wait,
                new ByteArrayInputStream(archive, half, archive.length - half))));
    }

    @Test
    void a_layer_that_is_named_by_its_digest_is_sent_to_all_while_it_is_read() throws Exception {
        TestImage image = large(60);
        CountDownLatch bothHaveSome = new CountDownLatch(2);
        Set<String> begun = ConcurrentHashMap.newKeySet();
        TransferListener listener = new TransferListener() {
            @Override
            public void progress(String server, long bytes, OptionalLong total) {
                if (begun.add(server)) {
                    bothHaveSome.countDown();
                }
            }
        };

        assertThat(transfer(new Read(image, halting(image.archive(), bothHaveSome)), listener))
                .containsExactly(new Sent(4 * LAYER, 0, 1, 0), new Sent(4 * LAYER, 0, 1, 0));

        assertHas(one, image);
        assertHas(two, image);
    }

    @Test
    void a_layer_that_is_not_what_it_is_named_reaches_nobody() throws Exception {
        TestImage image = large(70);
        byte[] archive = image.archive();
        archive[archive.length / 2] ^= 1;

        assertThat(transfer(new Read(image, new ByteArrayInputStream(archive))))
                .allSatisfy(result -> assertThat(result).isInstanceOfSatisfying(Failed.class, failed -> {
                    assertThat(failed.reason()).isEqualTo(Reason.IMAGE);
                    assertThat(failed.message()).contains(image.layers().get(0).text(), "another digest");
                }));
        assertThat(one.storage().layers()).isEmpty();
        assertThat(two.storage().layers()).isEmpty();
    }

    @Test
    void reading_that_fails_in_the_middle_of_a_layer_is_not_the_server_s_fault() throws Exception {
        TestImage image = large(80);
        byte[] archive = image.archive();

        assertThat(transfer(new Read(image, new ByteArrayInputStream(archive, 0, archive.length / 2))))
                .allSatisfy(result -> assertThat(result).isInstanceOfSatisfying(Failed.class, failed -> {
                    assertThat(failed.reason()).isEqualTo(Reason.IMAGE);
                    assertThat(failed.message()).contains("ends in the middle");
                }));
        assertThat(one.storage().layers()).isEmpty();
    }
}
