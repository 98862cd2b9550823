package dev.haloy.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes tar archives, good ones and others. */
final class Tar {
    private Tar() {}

    record Entry(String name, char type, byte[] content, String link) {}

    static Entry file(String name, byte[] content) {
        return new Entry(name, '0', content, "");
    }

    static Entry link(String name, String target) {
        return new Entry(name, '2', new byte[0], target);
    }

    static byte[] of(List<Entry> entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Entry entry : entries) {
            if (entry.name().length() > 100) {
                write(out, new Entry("././@LongLink", 'L', (entry.name() + "\0").getBytes(StandardCharsets.UTF_8), ""));
            }
            write(out, entry);
        }
        out.writeBytes(new byte[1024]);
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, Entry entry) {
        out.writeBytes(header(entry, String.format("%011o", entry.content().length)));
        out.writeBytes(entry.content());
        out.writeBytes(new byte[(512 - entry.content().length % 512) % 512]);
    }

    static byte[] header(Entry entry, String size) {
        byte[] header = new byte[512];
        put(header, 0, entry.name().substring(0, Math.min(100, entry.name().length())));
        put(header, 100, "0000644");
        put(header, 124, size);
        header[156] = (byte) entry.type();
        put(header, 157, entry.link());
        put(header, 257, "ustar\00000");
        put(header, 148, "        ");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, String.format("%06o\0 ", sum));
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
