package dev.haloy.embedded.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** A body whose length was announced. */
final class FixedBody implements BodyReader {
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(0);
    private final long length;
    private final int limit;

    FixedBody(long length, int limit) {
        this.length = length;
        this.limit = limit;
    }

    @Override
    public Progress read(ByteBuffer in) {
        if (length > limit) {
            return Progress.TOO_LARGE;
        }
        byte[] piece = new byte[(int) Math.min(in.remaining(), length - body.size())];
        in.get(piece);
        body.writeBytes(piece);
        return body.size() == length ? Progress.DONE : Progress.MORE;
    }

    @Override
    public byte[] bytes() {
        return body.toByteArray();
    }
}
