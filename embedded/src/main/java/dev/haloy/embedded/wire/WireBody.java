package dev.haloy.embedded.wire;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/**
 * Takes the body of one request as it comes in, on the thread of the time line: any number of {@link #piece}, then one
 * {@link #end} or one {@link #broken}.
 */
public interface WireBody {
    /** For a request whose body interests nobody. */
    WireBody IGNORED = new WireBody() {
        @Override
        public void piece(byte[] bytes) {}

        @Override
        public void end() {}

        @Override
        public void broken() {}
    };

    /** The next bytes; nobody changes the array any more. */
    void piece(byte[] bytes);

    /** That was all of it. */
    void end();

    /** The client has left, or sends nonsense: no more will come. */
    void broken();

    /** Puts a body together; {@code whole} gets it when it is complete, and nothing otherwise. */
    static WireBody collect(Consumer<byte[]> whole) {
        return new WireBody() {
            private byte[] first = {};
            private final ByteArrayOutputStream all = new ByteArrayOutputStream(0);

            @Override
            public void piece(byte[] bytes) {
                // Most bodies come in one piece, which then need not be copied.
                if (first.length == 0) {
                    first = bytes;
                } else {
                    if (all.size() == 0) {
                        all.writeBytes(first);
                    }
                    all.writeBytes(bytes);
                }
            }

            @Override
            public void end() {
                whole.accept(all.size() == 0 ? first : all.toByteArray());
            }

            @Override
            public void broken() {}
        };
    }
}
