package dev.haloy.embedded.daemon;

import java.security.MessageDigest;

/**
 * What is remembered of bytes that were uploaded.
 *
 * @param digest of the bytes as they came
 * @param compressed whether they look like gzip
 */
record Blob(String digest, long size, boolean compressed) {
    /** Takes bytes in and remembers as little of them. */
    static final class Measure {
        private static final int GZIP_FIRST = 0x1f;
        private static final int GZIP_SECOND = 0x8b;

        private final MessageDigest hash = Digests.sha256();
        private long size;
        private int first;
        private int second;

        void add(byte[] bytes, int from, int length) {
            for (int i = 0; i < length && size + i < 2; i++) {
                if (size + i == 0) {
                    first = bytes[from + i] & 0xff;
                } else {
                    second = bytes[from + i] & 0xff;
                }
            }
            hash.update(bytes, from, length);
            size += length;
        }

        long size() {
            return size;
        }

        Blob blob() {
            return new Blob(Digests.text(hash.digest()), size, first == GZIP_FIRST && second == GZIP_SECOND);
        }
    }
}
