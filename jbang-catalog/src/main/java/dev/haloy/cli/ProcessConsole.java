package dev.haloy.cli;

import dev.haloy.world.Environment;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** The streams of this process. */
final class ProcessConsole {
    private ProcessConsole() {}

    static dev.haloy.cli.Console of(Environment environment) {
        boolean terminal = isTerminal();
        Charset charset = charset();
        Style style = Style.of(terminal, charset, environment);
        boolean live = terminal && style.colour();
        return new dev.haloy.cli.Console(
                stream(FileDescriptor.out, charset),
                stream(FileDescriptor.err, charset),
                System.in,
                style,
                style,
                live,
                terminal ? Optional.of(ProcessConsole::typed) : Optional.empty());
    }

    static void printUtf8(String text) {
        PrintStream out = stream(FileDescriptor.out, charset());
        out.print(text);
        out.flush();
    }

    @SuppressWarnings("SystemConsoleNull") // A console that is not null and no terminal is not asked.
    private static String typed(String question) {
        Console console = System.console();
        char[] typed = console == null ? null : console.readPassword("%s", question);
        return typed == null ? "" : new String(typed);
    }

    private static PrintStream stream(FileDescriptor descriptor, Charset charset) {
        return new PrintStream(new FileOutputStream(descriptor), false, charset);
    }

    /** UTF-8 but on Windows: elsewhere a locale that says otherwise is usually just a CI job without one. */
    private static Charset charset() {
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        return windows ? Charset.defaultCharset() : StandardCharsets.UTF_8;
    }

    /** Since Java 22 there may be a console without a terminal; it knows, but only there. */
    @SuppressWarnings("SystemConsoleNull") // Both ways of saying no are asked for.
    private static boolean isTerminal() {
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
}
