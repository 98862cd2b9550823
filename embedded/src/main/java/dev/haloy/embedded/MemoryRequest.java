package dev.haloy.embedded;

import dev.haloy.embedded.wire.WireRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A request of the JDK's client as it would arrive at a server. */
final class MemoryRequest {
    private static final byte[] NOTHING = {};
    /** An address set aside for documentation: the one machine that all in-memory requests come from. */
    private static final String PEER = "192.0.2.1";

    private MemoryRequest() {}

    static WireRequest encode(HttpRequest request) throws IOException {
        byte[] body = request.bodyPublisher().isPresent()
                ? body(request.bodyPublisher().get())
                : NOTHING;
        Map<String, List<String>> headers = new LinkedHashMap<>();
        request.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        URI uri = request.uri();
        headers.put("host", List.of(uri.getRawAuthority()));
        if (request.bodyPublisher().isPresent()) {
            headers.put("content-length", List.of(Integer.toString(body.length)));
        }
        return new WireRequest(request.method(), target(uri), headers, body, PEER);
    }

    private static String target(URI uri) {
        String path = uri.getRawPath();
        String target = path == null || path.isEmpty() ? "/" : path;
        return uri.getRawQuery() == null ? target : target + "?" + uri.getRawQuery();
    }

    private static byte[] body(HttpRequest.BodyPublisher publisher) throws IOException {
        Collector collector = new Collector();
        publisher.subscribe(collector);
        byte[] body = collector.result();
        long declared = publisher.contentLength();
        if (declared >= 0 && declared != body.length) {
            String amount = body.length < declared ? "Too few" : "Too many";
            throw new IOException(amount + " bytes in the request body: " + body.length + ", declared " + declared);
        }
        return body;
    }

    /** Takes a body that is delivered on the spot, as those of the JDK's own publishers are. */
    private static final class Collector implements Flow.Subscriber<ByteBuffer> {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private @Nullable Throwable failure;
        private boolean complete;

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ByteBuffer piece) {
            byte[] copy = new byte[piece.remaining()];
            piece.get(copy);
            bytes.writeBytes(copy);
        }

        @Override
        public void onError(Throwable reason) {
            failure = reason;
        }

        @Override
        public void onComplete() {
            complete = true;
        }

        byte[] result() throws IOException {
            Throwable reason = failure;
            if (reason != null) {
                throw reason instanceof IOException io ? io : new IOException(reason.getMessage(), reason);
            }
            if (!complete) {
                throw new IOException("The request body comes from another thread, which virtual time cannot wait for;"
                        + " use a publisher of the JDK other than SubmissionPublisher");
            }
            return bytes.toByteArray();
        }
    }
}
