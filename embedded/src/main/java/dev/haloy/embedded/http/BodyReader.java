package dev.haloy.embedded.http;

import java.nio.ByteBuffer;

/** Takes the body of a request out of the bytes that come in. */
interface BodyReader {
    /** How far the body has come. */
    enum Progress {
        MORE,
        DONE,
        MALFORMED,
        TOO_LARGE
    }

    /** Takes as many bytes as belong to the body. */
    Progress read(ByteBuffer in);

    /** What has been read. */
    byte[] bytes();

    static BodyReader of(RequestHead head, int limit) {
        return head.bodyLength() == RequestHead.CHUNKED
                ? new ChunkedBody(limit)
                : new FixedBody(head.bodyLength(), limit);
    }
}
