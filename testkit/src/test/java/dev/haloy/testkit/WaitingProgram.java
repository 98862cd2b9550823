package dev.haloy.testkit;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;

/** A program that waits until nobody can talk to it any more. */
final class WaitingProgram {
    private WaitingProgram() {}

    static Process start() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("java.class.path", "").split(File.pathSeparator, 2)[0];
        return new ProcessBuilder(java, "-Xshare:auto", "-cp", classes, WaitingProgram.class.getName())
                .redirectErrorStream(true)
                .start();
    }

    /** Reads to the end of its input. */
    public static void main(String... args) throws IOException {
        while (System.in.read() >= 0) {
            Thread.onSpinWait();
        }
    }
}
