package dev.haloy.image;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a tar file from front to back, entry by entry. Names are only names here: nothing is ever unpacked under one. */
final class TarReader {
    private static final int BLOCK = 512;
    private static final int LONGEST_NOTE = 1 << 20;

    private final InputStream in;
    private long left;
    private long padding;
    private @Nullable String longName;
    private long longSize = -1;

    TarReader(InputStream in) {
        this.in = in;
    }

    /** A file in the archive. */
    record Entry(String name, long size) {}

    /** The next file with bytes of its own; links share theirs with one of those. */
    Optional<Entry> next() throws IOException {
        while (true) {
            in.skipNBytes(left + padding);
            byte[] header = in.readNBytes(BLOCK);
            if (header.length < BLOCK) {
                throw new EOFException("the archive ends in the middle");
            }
            if (header[0] == 0 && sum(header) == 8 * ' ') {
                left = 0;
                padding = 0;
                return Optional.empty();
            }
            Optional<Entry> file = entry(header);
            if (file.isPresent()) {
                return file;
            }
        }
    }

    private Optional<Entry> entry(byte[] header) throws IOException {
        if (sum(header) != number(header, 148, 8)) {
            throw new IOException("this is no tar archive, or it is damaged");
        }
        char type = (char) header[156];
        boolean hasBytes = type < '1' || type > '6';
        begin(hasBytes ? number(header, 124, 12) : 0);
        switch (type) {
            case 'x' -> note();
            case 'L' -> longName = text(content(), 0, LONGEST_NOTE);
            case 'K', 'g' -> content();
            case 'S' -> throw new IOException("the archive holds a sparse file, which images never do");
            default -> {
                return file(header, type);
            }
        }
        return Optional.empty();
    }

    private Optional<Entry> file(byte[] header, char type) {
        String prefix = text(header, 345, 155);
        String shortName = (prefix.isEmpty() ? "" : prefix + "/") + text(header, 0, 100);
        Entry entry = new Entry(longName == null ? shortName : longName, longSize < 0 ? left : longSize);
        longName = null;
        boolean isFile = type == '0' || type == 0 || type == '7';
        if (isFile) {
            begin(entry.size());
        }
        longSize = -1;
        return isFile ? Optional.of(entry) : Optional.empty();
    }

    private void begin(long size) {
        left = size;
        padding = (BLOCK - size % BLOCK) % BLOCK;
    }

    /** Lines of "length key=value" that say more about the next entry than its header can. */
    private void note() throws IOException {
        String text = new String(content(), StandardCharsets.UTF_8);
        for (String line : text.split("\n", -1)) {
            String record = line.substring(line.indexOf(' ') + 1);
            if (record.startsWith("path=")) {
                longName = record.substring("path=".length());
            } else if (record.startsWith("size=")) {
                longSize = size(record.substring("size=".length()));
            } else if (record.startsWith("GNU.sparse.")) {
                throw new IOException("the archive holds a sparse file, which images never do");
            }
        }
    }

    private static long size(String digits) throws IOException {
        if (!digits.matches("[0-9]{1,18}")) {
            throw new IOException("the archive names an impossible size");
        }
        return Long.parseLong(digits);
    }

    private byte[] content() throws IOException {
        if (left > LONGEST_NOTE) {
            throw new IOException("the archive holds a name of " + left + " bytes");
        }
        byte[] bytes = in.readNBytes((int) left);
        if (bytes.length < left) {
            throw new EOFException("the archive ends in the middle");
        }
        left = 0;
        return bytes;
    }

    /** The bytes of the entry that was given last, until the next is asked for. Closing it does nothing. */
    InputStream bytes() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                if (length == 0 || left == 0) {
                    return length == 0 ? 0 : -1;
                }
                int count = in.read(into, from, (int) Math.min(length, left));
                if (count < 0) {
                    throw new EOFException("the archive ends in the middle");
                }
                left -= count;
                return count;
            }
        };
    }

    private static int sum(byte[] header) {
        int sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
        }
        return sum;
    }

    /** In octal, or for large files in binary after a marked byte. */
    private static long number(byte[] header, int from, int length) throws IOException {
        if ((header[from] & 0x80) != 0) {
            long value = header[from] & 0x7f;
            for (int i = from + 1; i < from + length; i++) {
                if (value >>> 54 != 0) {
                    throw new IOException("the archive names an impossible size");
                }
                value = (value << 8) | (header[i] & 0xff);
            }
            return value;
        }
        String digits = text(header, from, length).strip();
        if (!digits.matches("[0-7]*")) {
            throw new IOException("this is no tar archive, or it is damaged");
        }
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }

    private static String text(byte[] bytes, int from, int length) {
        int end = from;
        while (end < bytes.length && end < from + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }
}
