// Start-up file for JShell:  jshell --class-path haloy.jar --startup DEFAULT --startup haloy.jsh
// Write a chain on one line or end its lines with a dot: a line that begins with a dot is a new snippet for JShell, and the
// line above it has run by then.
import dev.haloy.*
import dev.haloy.client.*
import dev.haloy.config.*
import dev.haloy.deploy.*
import dev.haloy.operate.*
import dev.haloy.secret.*
import dev.haloy.testkit.HaloyServers
import dev.haloy.testkit.Rehearsal
import dev.haloy.testkit.Replay
import dev.haloy.verdict.*
import dev.haloy.world.*
import java.nio.file.*
import java.time.*

/** Reads a configuration: load("haloy.yaml").target("production").deploy() */
Project load(String file) { return Haloy.load(file); }

/** Describes an app: app("my-app").image("ghcr.io/my-org/my-app:v1").server("prod.haloy.com").project() */
App app(String name) { return Haloy.app(name); }

/** Shows a run while it happens: watching(load("haloy.yaml")).allTargets().tryDeploy() */
Project watching(Project project) {
    return project
        .on(DeployEvent.ServerSaid.class, event -> System.out.println(event.target().orElse("") + "  " + event.message()))
        .on(DeployEvent.Warned.class, event -> System.out.println(event.target().orElse("") + "  " + event.message()))
        .on(DeployEvent.TargetFinished.class, event -> System.out.println(event.target().orElse("") + "  " + event.outcome().summary()));
}

/**
 * The exit status of a script that deployed. An error does not stop a script and JShell itself ends with 0 all the same, so
 * end a script with two lines, the second for the case that there is no result to ask:
 *   /exit status(result)
 *   /exit 2
 */
int status(DeployResult result) { return result == null ? 2 : result.exitCode(); }
