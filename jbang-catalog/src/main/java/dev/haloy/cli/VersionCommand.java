package dev.haloy.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says which version this is. */
@Command(name = "version", header = "Say which version this is.")
final class VersionCommand extends Task {
    @Mixin
    private final OutputOptions output = new OutputOptions();

    VersionCommand(Session session) {
        super("version", session);
    }

    @Override
    boolean answersInJson() {
        return output.json();
    }

    @Override
    int run() {
        if (output.json()) {
            answer(Json.object("version")
                    .put("exitStatus", ExitStatus.DONE)
                    .put("version", version())
                    .put("java", Runtime.version().toString()));
        } else {
            console().out().println(version());
            console().out().flush();
        }
        return ExitStatus.DONE;
    }

    static String version() {
        Properties properties = new Properties();
        try (InputStream in = VersionCommand.class.getResourceAsStream("version.properties")) {
            if (in == null) {
                throw new IllegalStateException("version.properties is missing");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "unknown");
    }
}
