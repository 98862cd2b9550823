package dev.haloy.embedded;

import dev.haloy.embedded.wire.WireAnswer;
import dev.haloy.embedded.wire.WireBody;
import dev.haloy.embedded.wire.WireRequest;
import dev.haloy.embedded.wire.WireService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A request of the JDK's client on its way to a server. */
final class MemoryRequest {
    private static final byte[] NOTHING = {};
    private static final long NO_BODY = Long.MIN_VALUE;
    /** An address set aside for documentation: the one machine that all in-memory requests come from. */
    static final String PEER = "192.0.2.1";

    private MemoryRequest() {}

    /** Sends head and body to the server, now. */
    static void send(HttpRequest request, WireService server, WireAnswer answer) throws IOException {
        Optional<HttpRequest.BodyPublisher> publisher = request.bodyPublisher();
        WireBody body = server.begin(head(request), answer);
        if (publisher.isPresent()) {
            Sender sender = new Sender(body, publisher.get().contentLength());
            publisher.get().subscribe(sender);
            sender.finish();
        } else {
            body.end();
        }
    }

    private static WireRequest head(HttpRequest request) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        request.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        URI uri = request.uri();
        headers.put("host", List.of(uri.getRawAuthority()));
        long length = request.bodyPublisher()
                .map(HttpRequest.BodyPublisher::contentLength)
                .orElse(NO_BODY);
        if (length >= 0) {
            headers.put("content-length", List.of(Long.toString(length)));
        } else if (length > NO_BODY) {
            headers.put("transfer-encoding", List.of("chunked"));
        }
        return new WireRequest(request.method(), target(uri), headers, NOTHING, PEER);
    }

    private static String target(URI uri) {
        String path = uri.getRawPath();
        String target = path == null || path.isEmpty() ? "/" : path;
        return uri.getRawQuery() == null ? target : target + "?" + uri.getRawQuery();
    }

    /** Passes a body on that is delivered on the spot, as those of the JDK's own publishers are. */
    private static final class Sender implements Flow.Subscriber<ByteBuffer> {
        private final WireBody body;
        private final long declared;
        private long sent;
        private @Nullable Throwable failure;
        private boolean complete;

        /** {@code declared} is negative for a body of unknown length. */
        Sender(WireBody body, long declared) {
            this.body = body;
            this.declared = declared;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ByteBuffer piece) {
            sent += piece.remaining();
            if (failure == null && (declared < 0 || sent <= declared)) {
                byte[] copy = new byte[piece.remaining()];
                piece.get(copy);
                body.piece(copy);
            }
        }

        @Override
        public void onError(Throwable reason) {
            failure = reason;
        }

        @Override
        public void onComplete() {
            complete = true;
        }

        void finish() throws IOException {
            Optional<IOException> trouble = trouble();
            if (trouble.isPresent()) {
                body.broken();
                throw trouble.get();
            }
            body.end();
        }

        private Optional<IOException> trouble() {
            Throwable reason = failure;
            if (reason != null) {
                return Optional.of(
                        reason instanceof IOException io ? io : new IOException(reason.getMessage(), reason));
            }
            if (!complete) {
                return Optional.of(
                        new IOException("The request body comes from another thread, which virtual time cannot wait"
                                + " for; use a publisher of the JDK other than SubmissionPublisher"));
            }
            if (declared >= 0 && declared != sent) {
                String amount = sent < declared ? "Too few" : "Too many";
                return Optional.of(
                        new IOException(amount + " bytes in the request body: " + sent + ", declared " + declared));
            }
            return Optional.empty();
        }
    }
}
