package dev.haloy.jib;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfflineTest {
    @TempDir
    Path folder;

    /** Makes an image in a process of its own: of this jar, on this base, with this cache. */
    public static final class Maker {
        private Maker() {}

        public static void main(String... args) {
            JavaImage.of(Path.of(args[0])).cache(Path.of(args[2])).base(Path.of(args[1]));
        }
    }

    /** No host has a name there, and whatever goes out would go out by a proxy that counts. */
    @Test
    void nothing_is_asked_of_the_network_when_the_base_is_a_file() throws Exception {
        Path java = Files.writeString(folder.resolve("java"), "no real Java");
        Path base = new BaseImage().with("java/bin/java", java).writeTo(folder.resolve("base.tar"));
        Path jar = Application.jar(folder, "Hello");
        Path noHosts = Files.writeString(folder.resolve("hosts"), "");
        try (ServerSocketChannel proxy = ServerSocketChannel.open()) {
            proxy.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .configureBlocking(false);
            try (ServerSocket socket = proxy.socket()) {
                Process maker = new ProcessBuilder(List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Djdk.net.hosts.file=" + noHosts,
                                "-Dhttp.proxyHost=127.0.0.1",
                                "-Dhttp.proxyPort=" + socket.getLocalPort(),
                                "-Dhttps.proxyHost=127.0.0.1",
                                "-Dhttps.proxyPort=" + socket.getLocalPort(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Maker.class.getName(),
                                jar.toString(),
                                base.toString(),
                                folder.resolve("cache").toString()))
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("output.txt").toFile())
                        .start();

                assertThat(maker.waitFor()).as(() -> output()).isZero();
                assertThat(proxy.accept()).isNull();
            }
        }
    }

    private String output() {
        try {
            return Files.readString(folder.resolve("output.txt"));
        } catch (java.io.IOException e) {
            return e.toString();
        }
    }
}
