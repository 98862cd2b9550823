package dev.haloy.examples;

import static dev.haloy.embedded.script.Behaviour.imageMissing;
import static dev.haloy.testkit.HaloyAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.embedded.EmbeddedHaloyd;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs of a few lines, in processes of their own, and the command line as one jar. */
class ProgramIT {
    @TempDir
    private Path folder;

    @Test
    void one_line_of_java_deploys_a_target() {
        try (Workplace place = place()) {
            EmbeddedHaloyd production = place.server("production");
            place.file("haloy.yaml", file());

            Finished deployed = place.run(program(DeployOneTarget.class));

            assertThat(deployed.status()).as("%s", deployed).isZero();
            assertThat(production).hasRunning("my-app", "v2");
        }
    }

    @Test
    void one_line_of_java_cannot_look_like_success_after_a_failure() {
        try (Workplace place = place()) {
            place.server("production").app("my-app").nextDeployment(imageMissing());
            place.file("haloy.yaml", file());

            Finished failed = place.run(program(DeployOneTarget.class));

            assertThat(failed.status()).as("%s", failed).isEqualTo(1);
            assertThat(failed.err()).contains("DeploymentFailedException", "ghcr.io/my-org/my-app:v2");
        }
    }

    @Test
    void the_command_line_is_one_jar_as_well() {
        try (Workplace place = place().copyOf("jbang-catalog/target/haloy.jar")) {
            EmbeddedHaloyd production = place.server("production");
            place.file("haloy.yaml", file());

            Finished deployed = place.run("java -jar haloy.jar deploy --target production");

            assertThat(deployed.status()).as("%s", deployed).isZero();
            assertThat(production).hasRunning("my-app", "v2");
        }
    }

    @Test
    void a_rollout_is_rehearsed_and_no_server_hears_of_it() {
        try (Workplace place = place().copyOf("jbang-catalog/target/haloy.jar")) {
            EmbeddedHaloyd production = place.server("production");
            place.file("haloy.yaml", file());

            Finished rehearsed = place.run(
                    "java -jar haloy.jar rehearse --all --faults flaky-network,restarts --require healthy=0.5");

            assertThat(rehearsed.status()).as("%s", rehearsed).isIn(0, 1);
            assertThat(rehearsed.out()).contains("1,000 runs of 1 target");
            assertThat(production).receivedDeployments(0);
        }
    }

    @Test
    void the_distribution_is_unpacked_and_run_anywhere() {
        try (Workplace place = place().copyOf("jbang-catalog/target/haloy.tar.gz")) {
            EmbeddedHaloyd production = place.server("production");
            place.file("haloy.yaml", file());

            Finished unpacked = place.run("tar xzf haloy.tar.gz && mv haloy-* haloy");
            assertThat(unpacked.status()).as("%s", unpacked).isZero();
            assertThat(place.run("haloy/bin/haloy deploy --help").out()).contains("Usage: haloy deploy");

            assertThat(place.run("ls haloy/share/man/man1").out()).contains("haloy.1", "haloy-server-add.1");

            Finished faster = place.run("haloy/bin/speed-up && ls haloy/lib");
            assertThat(faster.status()).as("%s", faster).isZero();
            assertThat(faster.out()).contains(".jsa");

            Finished deployed = place.run("haloy/bin/haloy deploy --target production --output json");
            assertThat(deployed.status()).as("%s", deployed).isZero();
            assertThat(deployed.out()).startsWith("{");
            assertThat(production).hasRunning("my-app", "v2");
        }
    }

    private static String file() {
        return """
                name: my-app
                image: ghcr.io/my-org/my-app:v2
                targets:
                  production: {server: "@production@"}
                """;
    }

    private static String program(Class<?> main) {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return "java -cp '" + classPath + "' " + main.getName();
    }

    private Workplace place() {
        Needs.shell();
        return new Workplace(folder, Needs.runningJdk());
    }
}
