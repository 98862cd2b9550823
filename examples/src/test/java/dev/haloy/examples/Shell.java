package dev.haloy.examples;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs command lines in bash with nothing on standard input.
 *
 * @param notes where what they print is kept meanwhile
 * @param variables the only ones they see
 */
record Shell(Path notes, Map<String, String> variables) {
    private static final long LIMIT_SECONDS = 90;

    /** Runs one and waits; what still runs after the limit is killed. */
    Finished run(Path folder, String command) {
        try {
            Path out = Files.createTempFile(notes, "out", ".txt");
            Path err = Files.createTempFile(notes, "err", ".txt");
            ProcessBuilder builder = new ProcessBuilder("bash", "-c", command)
                    .directory(folder.toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().clear();
            builder.environment().putAll(variables);
            int status = end(builder.start(), command);
            return new Finished(command, status, Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int end(Process process, String command) {
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                kill(process);
                throw new AssertionError("still running after " + LIMIT_SECONDS + " s: " + command);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            kill(process);
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted: " + command, e);
        }
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
