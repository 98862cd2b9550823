package dev.haloy.benchmarks;

import java.io.InputStream;
import java.util.Random;

/** So many bytes that look like nothing in particular: one block over and over, differently numbered. */
final class MadeBytes extends InputStream {
    private static final int BLOCK = 4096;

    private final byte[] block = new byte[BLOCK];
    private long left;
    private int at;
    private int number;

    MadeBytes(int seed, long size) {
        new Random(seed).nextBytes(block);
        left = size;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) {
        if (left == 0) {
            return -1;
        }
        if (at == BLOCK) {
            at = 0;
            number++;
            block[0] = (byte) number;
            block[1] = (byte) (number >> 8);
            block[2] = (byte) (number >> 16);
        }
        int count = (int) Math.min(Math.min(length, BLOCK - at), left);
        System.arraycopy(block, at, into, from, count);
        at += count;
        left -= count;
        return count;
    }
}
