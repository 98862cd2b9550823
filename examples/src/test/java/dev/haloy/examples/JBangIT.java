package dev.haloy.examples;

import static dev.haloy.embedded.script.Behaviour.healthy;
import static dev.haloy.embedded.script.Behaviour.imageMissing;
import static dev.haloy.testkit.HaloyAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.embedded.EmbeddedHaloyd;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real JBang runs the catalog, a script and the template, against servers on this machine. */
class JBangIT {
    private static final String TWO_TARGETS = """
            name: my-app
            image: ghcr.io/my-org/my-app:v1.2.3
            targets:
              production:
                server: "@production@"
                replicas: 3
              staging:
                server: "@staging@"
            """;

    @TempDir
    private Path folder;

    @Test
    void servers_are_added_and_every_target_of_a_file_deployed() {
        try (Workplace place = place(Needs.runningJdk())) {
            deploysEverything(place);
        }
    }

    @Test
    void the_same_on_jdk_25() {
        try (Workplace place = place(Needs.jdk25())) {
            deploysEverything(place);
        }
    }

    private static void deploysEverything(Workplace place) {
        EmbeddedHaloyd production = place.strangeServer("production");
        EmbeddedHaloyd staging = place.strangeServer("staging");
        place.file("haloy.yaml", TWO_TARGETS).file("token.txt", Workplace.TOKEN + "\n");
        addServer(place, "production");
        addServer(place, "staging");

        Finished deployed = place.run("jbang haloy@catalog deploy --all");

        assertThat(deployed.status()).as("%s", deployed).isZero();
        assertThat(deployed.out()).contains("production", "staging");
        assertThat(production).hasRunning("my-app", "v1.2.3").receivedDeployments(1);
        assertThat(production.containers("my-app")).hasSize(3);
        assertThat(staging).hasRunning("my-app", "v1.2.3").receivedDeployments(1);
    }

    private static void addServer(Workplace place, String name) {
        String asWritten = "jbang haloy@catalog server add prod.haloy.com --token-stdin < token.txt";
        Finished added = place.run(asWritten.replace("prod.haloy.com", place.address(name)));
        assertThat(added.status()).as("%s", added).isZero();
        assertThat(added.toString()).doesNotContain(Workplace.TOKEN);
    }

    @Test
    void tokens_of_servers_are_kept_and_forgotten() {
        try (Workplace place = place(Needs.runningJdk()).file("token.txt", Workplace.TOKEN)) {
            Finished added =
                    place.run("jbang haloy@catalog server add prod.haloy.com --no-check --token-stdin < token.txt");
            assertThat(added.status()).as("%s", added).isZero();

            Finished listed = place.run("jbang haloy@catalog server list");
            assertThat(listed.out()).contains("prod.haloy.com").doesNotContain(Workplace.TOKEN);

            Finished deleted = place.run("jbang haloy@catalog server delete prod.haloy.com");
            assertThat(deleted.status()).as("%s", deleted).isZero();
        }
    }

    @Test
    void a_file_without_targets_is_deployed_too() {
        try (Workplace place = place(Needs.runningJdk())) {
            EmbeddedHaloyd server = place.server("production");
            place.file("haloy.yaml", "name: solo\nimage: nginx:1.27\nserver: \"@production@\"\n");

            Finished deployed = place.run("jbang haloy@catalog deploy");

            assertThat(deployed.status()).as("%s", deployed).isZero();
            assertThat(server).hasRunning("solo", "1.27");
        }
    }

    @Test
    void a_failed_deployment_ends_with_1_and_a_misspelt_target_with_2() {
        try (Workplace place = place(Needs.runningJdk())) {
            EmbeddedHaloyd production = place.server("production");
            EmbeddedHaloyd staging = place.server("staging");
            production.app("my-app").nextDeployment(imageMissing());
            place.file("haloy.yaml", TWO_TARGETS);

            Finished misspelt = place.run("jbang haloy@catalog deploy --target prod");
            assertThat(misspelt.status()).as("%s", misspelt).isEqualTo(2);
            assertThat(misspelt.err()).contains("production");
            assertThat(production).receivedDeployments(0);

            Finished failed = place.run("jbang haloy@catalog deploy --target production");
            assertThat(failed.status()).as("%s", failed).isEqualTo(1);
            assertThat(failed.toString()).contains("ghcr.io/my-org/my-app:v1.2.3");
            assertThat(staging).receivedDeployments(0);
        }
    }

    @Test
    void a_deployment_nobody_can_tell_the_end_of_ends_with_3() {
        try (Workplace place = place(Needs.runningJdk())) {
            EmbeddedHaloyd production = place.server("production");
            place.strangeServer("staging");
            production.app("my-app").nextDeployment(healthy().pullTakes(Duration.ofHours(1)));
            place.file("haloy.yaml", TWO_TARGETS);

            Finished unknown = place.run("jbang haloy@catalog deploy --target production --deadline 2s");

            assertThat(unknown.status()).as("%s", unknown).isEqualTo(3);
        }
    }

    @Test
    void targets_and_status_are_shown_and_a_file_is_checked() {
        try (Workplace place = place(Needs.runningJdk())) {
            place.server("production").app("my-app").running("v1.2.2");
            place.server("staging");
            place.file("haloy.yaml", TWO_TARGETS);

            Finished checked = place.run("jbang haloy@catalog validate-config --show-resolved-config");
            assertThat(checked.status()).as("%s", checked).isZero();
            assertThat(checked.out()).contains("replicas");

            Finished status = place.run("jbang haloy@catalog status --all");
            assertThat(status.status()).as("%s", status).isEqualTo(1);
            assertThat(status.out()).contains("production", "staging");
        }
    }

    @Test
    void a_script_with_the_library_as_its_dependency_deploys() {
        try (Workplace place = place(Needs.runningJdk())) {
            EmbeddedHaloyd production = place.server("production");
            EmbeddedHaloyd staging = place.server("staging");
            staging.app("my-app").nextDeployment(imageMissing());
            place.file("haloy.yaml", TWO_TARGETS).copyOf("examples/src/main/jbang/deploy.java");

            Finished failed = place.run("jbang deploy.java");
            assertThat(failed.status()).as("%s", failed).isEqualTo(1);
            assertThat(failed.out()).contains("production (" + place.address("production") + ")  deployed");

            Finished deployed = place.run("jbang deploy.java");
            assertThat(deployed.status()).as("%s", deployed).isZero();
            assertThat(production).hasRunning("my-app", "v1.2.3").receivedDeployments(2);
            assertThat(staging).hasRunning("my-app", "v1.2.3").receivedDeployments(2);
        }
    }

    @Test
    void a_script_made_from_the_template_deploys() {
        try (Workplace place = place(Needs.runningJdk())) {
            EmbeddedHaloyd production = place.server("production");
            place.server("staging");
            place.file("haloy.yaml", TWO_TARGETS);

            Finished made = place.run("jbang init --template=deploy@catalog rollout.java");
            assertThat(made.status()).as("%s", made).isZero();

            Finished deployed = place.run("jbang rollout.java");
            assertThat(deployed.status()).as("%s", deployed).isZero();
            assertThat(production).hasRunning("my-app", "v1.2.3");
        }
    }

    @Test
    void a_rollout_test_made_from_the_template_says_whether_all_is_as_expected() {
        try (Workplace place = place(Needs.runningJdk())) {
            place.copyOf("examples/haloy.yaml");

            Finished made = place.run("jbang init --template=rollout-test@catalog TryIt.java");
            assertThat(made.status()).as("%s", made).isZero();

            Finished tried = place.run("jbang TryIt.java");
            assertThat(tried.status()).as("%s", tried).isZero();
            assertThat(tried.out()).contains("all as expected: 2 of 2");
        }
    }

    @Test
    void a_workflow_made_from_the_template_checks_and_deploys() {
        try (Workplace place = place(Needs.runningJdk())) {
            // The servers' tokens are where the workflow has them: in a variable, and nowhere else.
            EmbeddedHaloyd production = place.strangeServer("production");
            place.strangeServer("staging");
            place.file("haloy.yaml", TWO_TARGETS);

            Finished made = place.run("jbang init --template=workflow@catalog deploy.yml");
            assertThat(made.status()).as("%s", made).isZero();

            Finished ran = place.run(
                    "set -e; export HALOY_API_TOKEN=" + Workplace.TOKEN + "; . <(sed -n 's/^ *- run: //p' deploy.yml)");
            assertThat(ran.status()).as("%s", ran).isZero();
            assertThat(production).hasRunning("my-app", "v1.2.3");
            assertThat(place.run("grep -c 'HALOY_API_TOKEN: ${{ secrets.HALOY_API_TOKEN }}' deploy.yml")
                            .out()
                            .strip())
                    .isEqualTo("2");
        }
    }

    private Workplace place(Path jdk) {
        Path lib = Needs.jbang();
        Workplace place = new Workplace(folder, jdk).withJBang(lib);
        Finished added = place.runInProject("jbang catalog add --global --name catalog jbang-catalog.json");
        assertThat(added.status()).as("%s", added).isZero();
        return place;
    }
}
