package dev.haloy.deploy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A program for Linux on amd64 that needs nothing around it. */
final class TinyProgram {
    private static final int HEADERS = 64 + 56;
    private static final long START = 0x400000;

    private TinyProgram() {}

    /** Prints a text and ends. */
    static void writeTo(Path file, String text) throws IOException {
        byte[] message = text.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer code = ByteBuffer.allocate(33).order(ByteOrder.LITTLE_ENDIAN);
        code.put((byte) 0xb8).putInt(1).put((byte) 0xbf).putInt(1); // write, to standard output,
        code.put(new byte[] {0x48, (byte) 0x8d, 0x35}).putInt(16); // what follows this code,
        code.put((byte) 0xba).putInt(message.length).put(new byte[] {0x0f, 0x05}); // so many bytes
        code.put((byte) 0xb8).putInt(60).put(new byte[] {0x31, (byte) 0xff, 0x0f, 0x05}); // exit with 0
        write(file, code, message);
    }

    /** Prints the beginning of a file and ends. */
    static void printing(Path file, String path) throws IOException {
        ByteBuffer code = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        code.put((byte) 0xb8)
                .putInt(2)
                .put(new byte[] {0x48, (byte) 0x8d, 0x3d})
                .putInt(48); // open what follows this code
        code.put(new byte[] {0x31, (byte) 0xf6, 0x0f, 0x05}); // for reading
        code.put(new byte[] {(byte) 0x89, (byte) 0xc7, 0x31, (byte) 0xc0}); // read from it
        code.put(new byte[] {0x48, (byte) 0x81, (byte) 0xec}).putInt(4096); // onto the stack,
        code.put(new byte[] {0x48, (byte) 0x89, (byte) 0xe6, (byte) 0xba}).putInt(4096); // at most so much
        code.put(new byte[] {0x0f, 0x05, (byte) 0x89, (byte) 0xc2}); // and of what was read
        code.put((byte) 0xbf).putInt(1).put((byte) 0xb8).putInt(1); // write to standard output
        code.put(new byte[] {0x0f, 0x05, (byte) 0xb8}).putInt(60); // and exit
        code.put(new byte[] {0x31, (byte) 0xff, 0x0f, 0x05}); // with 0
        write(file, code, (path + "\0").getBytes(StandardCharsets.US_ASCII));
    }

    private static void write(Path file, ByteBuffer code, byte[] data) throws IOException {
        code.flip();
        ByteBuffer out =
                ByteBuffer.allocate(HEADERS + code.limit() + data.length).order(ByteOrder.LITTLE_ENDIAN);
        fileHeader(out);
        segment(out);
        Files.write(file, out.put(code).put(data).array());
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
}
