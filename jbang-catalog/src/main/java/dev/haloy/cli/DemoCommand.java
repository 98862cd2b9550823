package dev.haloy.cli;

import dev.haloy.Haloy;
import dev.haloy.Project;
import dev.haloy.config.ConfigLoader;
import dev.haloy.config.LoadedConfig;
import dev.haloy.embedded.script.Behaviour;
import dev.haloy.secret.Secret;
import dev.haloy.world.World;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows a deployment to three servers. */
@Command(
        name = "demo",
        header = "Deploy one file to three servers, all on this machine.",
        description = {
            "Production, staging and development of an app, with secrets and hooks. The servers are played by",
            "embedded haloyds; everything else is real, down to the HTTP requests. Needs no network and no Docker,",
            "and leaves nothing behind."
        })
final class DemoCommand extends Task {
    private static final int SPEED = 10;
    private static final String VERSION = "v0.1.0-beta.69";
    private static final List<Role> ROLES = List.of(
            new Role("production", "prod.haloy.com", "my-app.com"),
            new Role("staging", "staging.haloy.com", "staging.my-app.com"),
            new Role("development", "dev.haloy.com", "dev.my-app.com"));

    /** A target of the file, and who plays its server. */
    private record Role(String target, String server, String domain) {}

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Option(names = "--show-config", description = "Show the file that is deployed, and do nothing.")
    private boolean showConfig;

    @Option(
            names = "--break",
            paramLabel = "TARGET",
            description = "Let the new version of production, staging or development never become healthy.")
    private Optional<String> broken = Optional.empty();

    DemoCommand(Session session) {
        super("demo", session);
    }

    @Override
    boolean answersInJson() {
        return output.json();
    }

    @Override
    int run() {
        if (showConfig) {
            console().out().print(file());
            console().out().flush();
            return ExitStatus.DONE;
        }
        try (Stage stage = new Stage(SPEED)) {
            ROLES.forEach(role -> stage.server(role.server, VERSION));
            broken.ifPresent(target -> breakDown(target, stage));
            introduce(stage);
            World world = stage.world(
                    session().world(),
                    Map.of(
                            "STAGING_DATABASE_URL", "postgres://staging:s3cret@db.staging/my-app",
                            "DEV_DATABASE_URL", "postgres://dev:s3cret@db.dev/my-app"));
            int exit = new DeployRun(
                            new Session(world, console(), session().interrupts()),
                            output,
                            true,
                            target -> "haloy status --target " + target)
                    .run(project(stage, world).allTargets());
            sayGoodbye(exit);
            return exit;
        }
    }

    /** The version before runs well; the next one will not. */
    private static void breakDown(String target, Stage stage) {
        Role role = ROLES.stream()
                .filter(each -> each.target.equals(target))
                .findFirst()
                .orElseThrow(() -> new UsageException("--break wants production, staging or development."));
        stage.at(role.server)
                .app("my-app")
                .running("v1.2.2", 1, role.domain)
                .nextDeployment(Behaviour.failsHealthCheck().printing("starting my-app", "cannot reach the database"));
    }

    private static Project project(Stage stage, World world) {
        LoadedConfig config = ConfigLoader.parse(file(), LoadedConfig.Format.YAML, "demo.yaml", stage.folder());
        return Haloy.of(config)
                .withWorld(world)
                .withSecrets(
                        "onepassword",
                        ref -> ref.path().equals("prod-db.url")
                                ? Optional.of(Secret.of("postgres://prod:s3cret@db.prod/my-app"))
                                : Optional.empty());
    }

    private void introduce(Stage stage) {
        if (output.json() || output.quiet()) {
            return;
        }
        say(
                Style.Tone.INFO,
                "three embedded haloyds on this machine play the servers; their time runs " + SPEED
                        + " times faster than yours");
        stage.hosts().forEach((host, uri) -> say(Style.Tone.QUIET, host + " is " + uri));
        say(Style.Tone.INFO, "the file is the one that haloy demo --show-config shows; now: haloy deploy --all");
        console().out().println();
        console().out().flush();
    }

    private void sayGoodbye(int exit) {
        if (!output.json() && !output.quiet() && exit != Trouble.EXIT_INTERRUPTED) {
            console().out().println();
            if (exit == ExitStatus.DONE) {
                say(Style.Tone.INFO, "how it looks when something fails: haloy demo --break staging");
            }
            say(
                    Style.Tone.INFO,
                    "to try it yourself: haloy dev-server plays one server for as long as you like, haloy --help lists the rest");
        }
    }

    static String file() {
        try (InputStream in = DemoCommand.class.getResourceAsStream("demo.yaml")) {
            if (in == null) {
                throw new IllegalStateException("demo.yaml is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
