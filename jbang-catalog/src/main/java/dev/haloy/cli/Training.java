package dev.haloy.cli;

import dev.haloy.embedded.EmbeddedHaloyds;
import dev.haloy.embedded.http.HttpFront;
import dev.haloy.embedded.http.SelectorLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs common commands against a server of its own, in one process, so that a class-data archive that the process leaves at its end holds
 * what they load. Works in the current directory, which should be an empty one, and takes two seconds. The launcher's archive is made with it;
 * nothing else calls it.
 */
final class Training {
    private static final int FAST = 10;
    private static final List<List<String>> COMMANDS = List.of(
            List.of("validate-config", "--no-secrets", "--output", "json"),
            List.of("validate-config", "--no-secrets"),
            List.of("plan", "--all"),
            List.of("deploy", "--all"),
            List.of("deploy", "--all", "--output", "json"),
            List.of("status", "--all"),
            List.of("version"));

    private Training() {}

    /** Ends the process; with status 1 if a command did not work. */
    public static void main(String... args) throws IOException {
        String token = System.getenv("HALOY_API_TOKEN");
        SelectorLoop loop = new SelectorLoop(FAST);
        try (EmbeddedHaloyds haloyds = EmbeddedHaloyds.on(loop);
                HttpFront front = HttpFront.listen(
                        loop, 0, haloyds.add("localhost", token).service())) {
            Files.writeString(
                    Path.of("haloy.yaml"),
                    "name: sample\nimage: nginx:1\ntargets: {a: {server: 'localhost:" + front.port() + "'}}\n");
            Session session = Main.session();
            for (List<String> command : COMMANDS) {
                if (Cli.run(session, command.toArray(String[]::new)) != 0) {
                    System.exit(1);
                }
            }
        }
        System.exit(0);
    }
}
