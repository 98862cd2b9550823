package dev.haloy.deploy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A program for Linux on amd64 that needs nothing around it: prints one text and ends. */
final class TinyProgram {
    private static final int HEADERS = 64 + 56;
    private static final int CODE = 33;
    private static final long START = 0x400000;

    private TinyProgram() {}

    static void writeTo(Path file, String text) throws IOException {
        byte[] message = text.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer out = ByteBuffer.allocate(HEADERS + CODE + message.length).order(ByteOrder.LITTLE_ENDIAN);
        fileHeader(out);
        segment(out);
        code(out, message.length);
        Files.write(file, out.put(message).array());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void fileHeader(ByteBuffer out) {
        out.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0}).putLong(0);
        out.putShort((short) 2).putShort((short) 62).putInt(1); // a program, amd64
        out.putLong(START + HEADERS).putLong(64).putLong(0).putInt(0); // where it begins, where segments are told
        out.putShort((short) 64).putShort((short) 56).putShort((short) 1);
        out.putShort((short) 64).putShort((short) 0).putShort((short) 0);
    }

    private static void segment(ByteBuffer out) {
        out.putInt(1).putInt(5).putLong(0); // loaded, readable and executable, from the beginning of the file
        out.putLong(START)
                .putLong(START)
                .putLong(out.capacity())
                .putLong(out.capacity())
                .putLong(0x1000);
    }

    private static void code(ByteBuffer out, int length) {
        out.put((byte) 0xb8).putInt(1).put((byte) 0xbf).putInt(1); // write, to standard output,
        out.put(new byte[] {0x48, (byte) 0x8d, 0x35}).putInt(16); // what follows this code,
        out.put((byte) 0xba).putInt(length).put(new byte[] {0x0f, 0x05}); // so many bytes
        out.put((byte) 0xb8).putInt(60).put(new byte[] {0x31, (byte) 0xff, 0x0f, 0x05}); // exit with 0
    }
}
