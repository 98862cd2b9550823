package dev.haloy.examples;

import dev.haloy.Haloy;
import dev.haloy.Project;
import dev.haloy.Servers;
import dev.haloy.deploy.DeployPolicy;
import dev.haloy.deploy.Incident;
import dev.haloy.deploy.Runs;
import dev.haloy.operate.LogListener;
import dev.haloy.operate.ServerLogListener;
import dev.haloy.secret.Secret;
import dev.haloy.testkit.HaloyServers;
import dev.haloy.verdict.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the names on the cheat sheet stand for. Public, with fields that change, because JShell's snippets are in a package of
 * their own and look for the names of a line in what is imported. Used by one test alone.
 */
@SuppressWarnings("NonFinalStaticField")
public final class CheatSheetNames {
    private static final String PRODUCTION = "prod.haloy.com";
    private static final HaloyServers NOWHERE = HaloyServers.of();

    /** A project with two targets that have been deployed twice; one without targets where a line asks for that. */
    public static Project project = Haloy.app("nothing").server(PRODUCTION).project();
    /** The tokens of this machine. */
    public static Servers servers = Haloy.servers(NOWHERE.world());
    /** A plan that was written down. */
    public static String json = "";
    /** What ran before in production. */
    public static String id = "";
    /** The last run. */
    public static String runId = "";
    /** What the journal knows of the last run. */
    public static @Nullable Incident incident;
    /** The token of the server. */
    public static Secret token = Secret.of("nothing");
    /** The password of an account of a registry. */
    public static final Secret password = Secret.of("good");
    /** Takes lines of containers. */
    public static final LogListener listener = (target, line) -> {};
    /** Takes lines of servers. */
    public static final ServerLogListener serverListener = (server, entry) -> {};

    private CheatSheetNames() {}

    /** Gives the names the meanings that a line needs. */
    static void prepare(HaloyServers world, Path home, String line) throws IOException {
        boolean withoutTargets = line.startsWith("project.onlyTarget()");
        world.home(home);
        world.at(PRODUCTION).registry("registry.example.com").account("bot", "good");
        Path file = Files.writeString(home.resolve("haloy.yaml"), withoutTargets ? """
                name: solo
                image: nginx:1
                server: prod.haloy.com
                """ : """
                name: my-app
                image: my-app:v1
                targets:
                  production: {server: prod.haloy.com, replicas: 3}
                  staging: {server: staging.haloy.com}
                """);
        project = world.load(file);
        servers = Haloy.servers(world.world());
        token = Secret.of(world.at(PRODUCTION).token());
        if (!withoutTargets) {
            Outcome before = project.allTargets().deploy().target("production").outcome();
            id = ((Outcome.Deployed) before).id().value();
            // Only a run that did not wait leaves something to follow.
            DeployPolicy policy = DeployPolicy.builder()
                    .detach(line.startsWith("project.attach"))
                    .build();
            runId = project.withPolicy(policy).allTargets().tryDeploy().runId();
            incident = new Runs(world.world().runs()).incident(runId);
            json = project.allTargets().plan().saved().toJson();
        }
    }
}
