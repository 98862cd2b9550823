package dev.haloy.embedded.http;

import java.nio.ByteBuffer;

/** A body whose length was announced. */
final class FixedBody implements BodyReader {
    private long left;
    private byte[] piece = {};

    FixedBody(long length) {
        this.left = length;
    }

    @Override
    public Progress read(ByteBuffer in) {
        if (left == 0) {
            return Progress.DONE;
        }
        if (!in.hasRemaining()) {
            return Progress.MORE;
        }
        piece = new byte[(int) Math.min(in.remaining(), left)];
        in.get(piece);
        left -= piece.length;
        return Progress.PIECE;
    }

    @Override
    public byte[] piece() {
        return piece;
    }
}
