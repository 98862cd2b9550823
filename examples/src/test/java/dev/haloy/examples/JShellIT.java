package dev.haloy.examples;

import static dev.haloy.embedded.script.Behaviour.imageMissing;
import static dev.haloy.testkit.HaloyAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.embedded.EmbeddedHaloyd;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real JShell runs a script with the start-up file, against servers on this machine. */
class JShellIT {
    private static final String COMMAND =
            "jshell -s --class-path haloy.jar --startup DEFAULT --startup haloy.jsh deploy.jsh";

    @TempDir
    private Path folder;

    @Test
    void a_script_deploys_and_ends_with_0() {
        try (Workplace place = place(Needs.runningJdk())) {
            deploys(place);
        }
    }

    @Test
    void the_same_on_jdk_25() {
        try (Workplace place = place(Needs.jdk25())) {
            deploys(place);
        }
    }

    private static void deploys(Workplace place) {
        EmbeddedHaloyd production = twoTargets(place);

        Finished deployed = place.copyOf("examples/src/main/jshell/deploy.jsh").run(COMMAND);

        assertThat(deployed.status()).as("%s", deployed).isZero();
        assertThat(deployed.out()).contains("production (" + place.address("production") + ")  deployed");
        assertThat(production).hasRunning("my-app", "v2").receivedDeployments(1);
    }

    @Test
    void a_script_ends_with_1_when_a_target_fails() {
        try (Workplace place = place(Needs.runningJdk())) {
            twoTargets(place).app("my-app").nextDeployment(imageMissing());

            Finished failed =
                    place.copyOf("examples/src/main/jshell/deploy.jsh").run(COMMAND);

            assertThat(failed.status()).as("%s", failed).isEqualTo(1);
        }
    }

    @Test
    void a_script_ends_with_2_when_there_is_no_file() {
        try (Workplace place = place(Needs.runningJdk())) {
            Finished failed =
                    place.copyOf("examples/src/main/jshell/deploy.jsh").run(COMMAND);

            assertThat(failed.status()).as("%s", failed).isEqualTo(2);
            assertThat(failed.err()).contains("no configuration");
        }
    }

    @Test
    void a_script_that_does_not_compile_ends_with_2() {
        try (Workplace place = place(Needs.runningJdk())) {
            place.file("deploy.jsh", "var result = lod(\"haloy.yaml\");\n/exit status(result)\n/exit 2\n");

            Finished failed = place.run(COMMAND);

            assertThat(failed.status()).as("%s", failed).isEqualTo(2);
        }
    }

    @Test
    void a_run_can_be_watched() {
        try (Workplace place = place(Needs.runningJdk())) {
            twoTargets(place);
            place.file(
                    "deploy.jsh",
                    "var result = watching(load(\"haloy.yaml\")).target(\"staging\").tryDeploy();\n/exit status(result)\n");

            Finished watched = place.run(COMMAND);

            assertThat(watched.status()).as("%s", watched).isZero();
            assertThat(watched.out()).contains("staging").doesNotContain("t0ken");
        }
    }

    @Test
    void a_rollout_is_tried_without_any_server() {
        try (Workplace place = place(Needs.runningJdk())) {
            place.copyOf("examples/haloy.yaml").copyOf("examples/src/main/jshell/explore.jsh");

            Finished tried =
                    place.run("jshell -s --class-path haloy.jar --startup DEFAULT --startup haloy.jsh explore.jsh");

            assertThat(tried.status()).as("%s", tried).isZero();
            assertThat(tried.out()).contains("production  deployed", "v1.2.3");
        }
    }

    @Test
    void values_show_themselves_as_tables() {
        try (Workplace place = place(Needs.runningJdk())) {
            shows(place);
        }
    }

    @Test
    void they_do_on_jdk_25_too() {
        try (Workplace place = place(Needs.jdk25())) {
            shows(place);
        }
    }

    private static void shows(Workplace place) {
        place.copyOf("examples/haloy.yaml").file("typed.jsh", """
                var servers = HaloyServers.of("prod.haloy.com", "staging.haloy.com");
                servers.at("prod.haloy.com").app("my-app").running("v1.2.2");
                var all = servers.load("haloy.yaml").allTargets();
                all.targets()
                all.status()
                all.plan()
                all.tryDeploy()
                """);

        Finished typed = place.run(
                "jshell --feedback normal --class-path haloy.jar --startup DEFAULT --startup haloy.jsh < typed.jsh");

        assertThat(typed.out().lines())
                .as("%s", typed)
                .anyMatch(line -> line.matches("production \\(prod.haloy.com\\) +my-app +\\S+:v1.2.3 +x3"))
                .anyMatch(line -> line.matches("production \\(prod.haloy.com\\) +running +\\S+ +x1 .*"))
                .anyMatch(line -> line.matches("staging \\(staging.haloy.com\\) +none"))
                .anyMatch(line -> line.matches(" +then +\\S+:v1.2.3 x 3, rolling.*"))
                .anyMatch(line -> line.matches(".*production \\(prod.haloy.com\\) +deployed \\S+, 3 containers.*"));
    }

    private static EmbeddedHaloyd twoTargets(Workplace place) {
        EmbeddedHaloyd production = place.server("production");
        place.server("staging");
        place.file("haloy.yaml", """
                name: my-app
                image: ghcr.io/my-org/my-app:v2
                targets:
                  production: {server: "@production@"}
                  staging: {server: "@staging@"}
                """);
        return production;
    }

    private Workplace place(Path jdk) {
        Needs.shell();
        return new Workplace(folder, jdk)
                .copyOf("jbang-catalog/target/haloy.jar")
                .copyOf("jbang-catalog/src/main/jshell/haloy.jsh");
    }
}
