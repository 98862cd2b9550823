package dev.haloy.testkit;

import dev.haloy.embedded.EmbeddedHaloyds;
import dev.haloy.embedded.MemoryChannel;
import dev.haloy.world.Dialer;
import dev.haloy.world.Duplex;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CompletionHandler;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;

/** Connects with the servers of a test and with no others, as if TLS was there. */
record MemoryDialer(EmbeddedHaloyds servers) implements Dialer {
    @Override
    public CompletableFuture<Duplex> connect(String host, int port, Optional<SSLContext> tls) {
        try {
            String scheme = tls.isPresent() ? "https://" : "http://";
            return CompletableFuture.completedFuture(new Connection(servers.dial(scheme + host + ":" + port)));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private record Connection(MemoryChannel channel) implements Duplex {
        @Override
        public CompletableFuture<Integer> read(ByteBuffer into) {
            CompletableFuture<Integer> promise = new CompletableFuture<>();
            channel.read(into, promise, new Telling());
            return promise;
        }

        @Override
        public CompletableFuture<Integer> write(ByteBuffer from) {
            CompletableFuture<Integer> promise = new CompletableFuture<>();
            channel.write(from, promise, new Telling());
            return promise;
        }

        @Override
        public void endOutput() {
            channel.shutdownOutput();
        }

        @Override
        public void close() {
            channel.close();
        }
    }

    private static final class Telling implements CompletionHandler<Integer, CompletableFuture<Integer>> {
        @Override
        public void completed(Integer count, CompletableFuture<Integer> promise) {
            promise.complete(count);
        }

        @Override
        public void failed(Throwable failure, CompletableFuture<Integer> promise) {
            promise.completeExceptionally(failure);
        }
    }
}
