package dev.haloy.cli;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the streams of this process are a terminal, and how wide it is. Java can tell neither by itself. */
final class Terminal {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final Pattern SIZE = Pattern.compile("\\d+\\s+([1-9]\\d{0,4})");
    private static final int USUAL_COLUMNS = 80;
    private static final int PATIENCE_MILLIS = 500;

    private Terminal() {}

    /** A stream that every process is born with. */
    enum Stream {
        /** Standard input. */
        IN(0),
        /** Standard output. */
        OUT(1),
        /** Standard error. */
        ERR(2);

        private final int descriptor;

        Stream(int descriptor) {
            this.descriptor = descriptor;
        }
    }

    /** Whether a stream is a terminal. Where the system does not show it, all of them are if input and output are. */
    static boolean is(Stream stream) {
        try {
            String opened = Files.readSymbolicLink(DESCRIPTORS.resolve(Integer.toString(stream.descriptor)))
                    .toString();
            return opened.startsWith("/dev/pts/") || opened.startsWith("/dev/tty") || opened.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return hasConsole();
        }
    }

    /** Since Java 22 there may be a console without a terminal; it knows, but only there. */
    @SuppressWarnings("SystemConsoleNull") // Both ways of saying no are asked for.
    private static boolean hasConsole() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            Method isTerminal = Console.class.getMethod("isTerminal");
            return (Boolean) isTerminal.invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** The width, asked for when it is first needed and then kept. */
    static IntSupplier columns() {
        return new IntSupplier() {
            private int columns;

            @Override
            public synchronized int getAsInt() {
                if (columns == 0) {
                    columns = measured();
                }
                return columns;
            }
        };
    }

    private static int measured() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                stty.destroyForcibly();
                return USUAL_COLUMNS;
            }
            return parse(new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return USUAL_COLUMNS;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return USUAL_COLUMNS;
        }
    }

    /** The second of the two numbers that {@code stty size} prints. */
    static int parse(String size) {
        Matcher numbers = SIZE.matcher(size.strip());
        return numbers.matches() ? Integer.parseInt(numbers.group(1)) : USUAL_COLUMNS;
    }
}
