package dev.haloy.cli;

import dev.haloy.world.Environment;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** The streams of this process. */
final class ProcessConsole {
    private ProcessConsole() {}

    static dev.haloy.cli.Console of(Environment environment) {
        Charset charset = charset();
        boolean output = Terminal.is(Terminal.Stream.OUT);
        boolean errors = Terminal.is(Terminal.Stream.ERR);
        boolean person = Terminal.is(Terminal.Stream.IN) && output;
        return new dev.haloy.cli.Console(
                stream(FileDescriptor.out, charset),
                stream(FileDescriptor.err, charset),
                System.in,
                Style.of(output, charset, environment),
                Style.of(errors, charset, environment),
                output && errors && Style.canRewrite(environment),
                environment.variable("GITHUB_ACTIONS").filter("true"::equals).isPresent(),
                person ? Optional.of(ProcessConsole::typed) : Optional.empty());
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
}
