package dev.haloy.embedded.http;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Makes requests out of bytes that come in any pieces. Knows nothing of sockets and time. */
final class RequestParser {
    private final HttpLimits limits;
    private HeadReader headReader;
    private Optional<Body> body = Optional.empty();

    RequestParser(HttpLimits limits) {
        this.limits = limits;
        this.headReader = new HeadReader(limits.headBytes(), false);
    }

    /** Reads up to the next step. After a refusal there is nothing more to read. */
    Step next(ByteBuffer in) {
        return body.isPresent() ? readBody(body.get(), in) : readHead(in);
    }

    /** Whether the bytes so far end with a complete request. */
    boolean betweenRequests() {
        return body.isEmpty() && headReader.untouched();
    }

    /** Whether the headers of a request have not come completely. */
    boolean readingHead() {
        return body.isEmpty();
    }

    private Step readHead(ByteBuffer in) {
        Step step = headReader.read(in);
        if (step instanceof Step.HeadRead read) {
            if (read.head().bodyLength() > limits.bodyBytes()) {
                return new Step.Refused(Refusal.of(413));
            }
            body = Optional.of(new Body(read.head(), BodyReader.of(read.head(), limits.bodyBytes())));
        }
        return step;
    }

    private Step readBody(Body current, ByteBuffer in) {
        return switch (current.reader().read(in)) {
            case PIECE -> new Step.Piece(current.reader().piece());
            case MORE -> Step.More.MORE;
            case MALFORMED -> new Step.Refused(Refusal.BAD_REQUEST);
            case TOO_LARGE -> new Step.Refused(Refusal.of(413));
            case DONE -> complete(current);
        };
    }

    private Step complete(Body current) {
        body = Optional.empty();
        headReader = new HeadReader(limits.headBytes(), current.head().method().equals("POST"));
        return Step.Complete.COMPLETE;
    }

    private record Body(RequestHead head, BodyReader reader) {}
}
