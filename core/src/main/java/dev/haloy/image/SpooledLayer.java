package dev.haloy.image;

import dev.haloy.client.UploadBody;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One layer on this machine's disk, read by as many uploads as there are, which may begin while it is still being written. It leaves the
 * disk when it is closed.
 */
final class SpooledLayer implements UploadBody, AutoCloseable {
    private final Digest digest;
    private final long size;
    private final FileChannel file;
    private final List<Runnable> waiting = new ArrayList<>();
    private long there;
    private @Nullable IOException failure;
    private int users;

    /** One that is still empty. */
    SpooledLayer(Digest digest, long size, FileChannel file) {
        this(digest, size, file, 0);
    }

    private SpooledLayer(Digest digest, long size, FileChannel file, long there) {
        this.digest = digest;
        this.size = size;
        this.file = file;
        this.there = there;
    }

    /** One that is there as a whole. */
    static SpooledLayer whole(Digest digest, long size, FileChannel file) {
        return new SpooledLayer(digest, size, file, size);
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

    /** Writes all bytes, hashing them; all but the last piece may be read at once. On a thread that may block. */
    void copy(InputStream from, MessageDigest hash, int pieceSize) throws IOException {
        byte[] piece = new byte[pieceSize];
        long written = 0;
        for (int n = from.read(piece); n >= 0; n = from.read(piece)) {
            has(written);
            hash.update(piece, 0, n);
            ByteBuffer rest = ByteBuffer.wrap(piece, 0, n);
            while (rest.hasRemaining()) {
                file.write(rest);
            }
            written += n;
        }
    }

    /** So many bytes may be read now. On the thread that writes. */
    void has(long bytes) {
        List<Runnable> due;
        synchronized (this) {
            there = bytes;
            due = List.copyOf(waiting);
            waiting.clear();
        }
        due.forEach(Runnable::run);
    }

    /** There will be no more bytes, and those that are there are worth nothing. */
    void fail(IOException why) {
        synchronized (this) {
            failure = why;
        }
        has(size);
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(size);
    }

    @Override
    public void whenMore(Runnable then) {
        synchronized (this) {
            if (there < size) {
                waiting.add(then);
                return;
            }
        }
        then.run();
    }

    private synchronized long readable() throws IOException {
        if (failure != null) {
            throw new IOException(failure.getMessage(), failure);
        }
        return there;
    }

    @Override
    public ReadableByteChannel begin() {
        return new ReadableByteChannel() {
            private long position;

            @Override
            public int read(ByteBuffer into) throws IOException {
                long left = readable() - position;
                if (left <= 0) {
                    return position < size ? 0 : -1;
                }
                into.limit((int) Math.min(into.limit(), into.position() + left));
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
