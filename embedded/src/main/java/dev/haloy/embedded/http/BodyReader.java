package dev.haloy.embedded.http;

import java.nio.ByteBuffer;

/** Takes the body of a request out of the bytes that come in. */
interface BodyReader {
    /** How far the body has come. */
    enum Progress {
        /** A piece was taken; ask again. */
        PIECE,
        MORE,
        DONE,
        MALFORMED,
        TOO_LARGE
    }

    /** Goes on to the next piece, or as far as possible. */
    Progress read(ByteBuffer in);

    /** The piece just taken. */
    byte[] piece();

    static BodyReader of(RequestHead head, long limit) {
        return head.bodyLength() == RequestHead.CHUNKED ? new ChunkedBody(limit) : new FixedBody(head.bodyLength());
    }
}
