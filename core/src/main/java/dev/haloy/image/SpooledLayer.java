package dev.haloy.image;

import dev.haloy.client.UploadBody;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.util.OptionalLong;

/** One layer on this machine's disk, read by as many uploads as there are. It leaves the disk when it is closed. */
final class SpooledLayer implements UploadBody, AutoCloseable {
    private final Digest digest;
    private final long size;
    private final FileChannel file;
    private int users;

    SpooledLayer(Digest digest, long size, FileChannel file) {
        this.digest = digest;
        this.size = size;
        this.file = file;
    }

    Digest digest() {
        return digest;
    }

    long size() {
        return size;
    }

    void use() {
        users++;
    }

    /** Says whether that was the last use. */
    boolean leave() {
        users--;
        return users == 0;
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(size);
    }

    @Override
    public ReadableByteChannel begin() {
        return new ReadableByteChannel() {
            private long position;

            @Override
            public int read(ByteBuffer into) throws IOException {
                int count = file.read(into, position);
                position += Math.max(count, 0);
                return count;
            }

            @Override
            public boolean isOpen() {
                return file.isOpen();
            }

            /** Others may still be reading. */
            @Override
            public void close() {}
        };
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            // It was only read any more, and has no name on the disk.
            return;
        }
    }
}
