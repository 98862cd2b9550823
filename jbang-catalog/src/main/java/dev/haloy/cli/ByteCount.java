package dev.haloy.cli;

import java.util.Locale;

/** Numbers of bytes as people write them. */
final class ByteCount {
    private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB", "PB"};
    private static final int STEP = 1024;

    private ByteCount() {}

    /** Such as {@code 812 B} or {@code 12.4 MB}, in steps of 1024. */
    static String of(long bytes) {
        if (bytes < STEP) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = 0;
        while (value >= STEP && unit < UNITS.length - 1) {
            value /= STEP;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }
}
