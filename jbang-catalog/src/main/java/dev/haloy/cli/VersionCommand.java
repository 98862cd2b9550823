package dev.haloy.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says which version this is. */
@Command(
        name = "version",
        header = "Say which version this is.",
        description = {
            "With --check it also asks the servers this machine keeps tokens for. Whether there is a newer release is asked only if the",
            "variable HALOY_RELEASES has the address of a page that says which is the newest: a version, or JSON with tag_name or version."
        },
        footer = {
            "",
            "With --check it exits with 1 if a server does not answer, or nobody can say which release is the newest."
        })
final class VersionCommand extends Task {
    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Option(names = "--check", order = 20, description = "Compare with the servers and with the newest release.")
    private boolean check;

    @Option(
            names = {"-c", "--config"},
            order = 21,
            paramLabel = "PATH",
            description = "With --check: say which keys of this configuration a server is too old for.")
    private Optional<String> config = Optional.empty();

    VersionCommand(Session session) {
        super("version", session);
    }

    @Override
    boolean answersInJson() {
        return output.json();
    }

    @Override
    int run() {
        if (config.isPresent() && !check) {
            throw new UsageException("--config goes with --check.");
        }
        if (check) {
            return check();
        }
        if (output.json()) {
            answer(json(ExitStatus.DONE));
        } else {
            console().out().println(version());
            console().out().flush();
        }
        return ExitStatus.DONE;
    }

    private int check() {
        ServerCheck servers = ServerCheck.of(session(), config);
        Optional<Version> newest = new Releases(session().world()).newest();
        int exit = servers.exit();
        if (output.json()) {
            ObjectNode json = json(exit);
            newest.ifPresent(release -> json.put("newest", release.text()).put("newerThere", isNewer(release)));
            servers.addTo(json);
            answer(json);
        } else {
            say(Style.Tone.INFO, "haloy " + version());
            newest.ifPresent(release -> say(
                    isNewer(release) ? Style.Tone.WARNING : Style.Tone.SUCCESS,
                    isNewer(release) ? "there is a newer release: " + release.text() : "that is the newest release"));
            servers.print();
        }
        return exit;
    }

    private static boolean isNewer(Version release) {
        return Version.parse(version()).filter(own -> !release.isNewerThan(own)).isEmpty();
    }

    private static ObjectNode json(int exit) {
        return Json.object("version")
                .put("exitStatus", exit)
                .put("version", version())
                .put("java", Runtime.version().toString());
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
