package dev.haloy.testkit;

import static dev.haloy.testkit.HaloyAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.Haloy;
import dev.haloy.Project;
import dev.haloy.embedded.fault.Endpoint;
import dev.haloy.embedded.fault.Fault;
import dev.haloy.embedded.fault.FaultRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsedImagesTest {
    @TempDir
    private Path folder;

    private Project project(String image) throws IOException {
        return Haloy.load(Files.writeString(folder.resolve("haloy.yaml"), """
                name: shop
                image: %s
                targets:
                  eu: {server: eu.example.com, domains: [{domain: eu.example.com}]}
                  us: {server: us.example.com, domains: [{domain: us.example.com}]}
                """.formatted(image)));
    }

    private Project built() throws IOException {
        Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\n");
        return project("{repository: shop, tag: v2, builder: {context: ., push: server}}");
    }

    @Test
    void an_image_is_built_once_and_sent_to_every_server() throws IOException {
        RehearsedRun run = Rehearsal.of(built()).replay(1);

        assertThat(run.problems()).isEmpty();
        assertThat(run.result().orElseThrow()).allDeployed();
        assertThat(run.journal())
                .filteredOn(line -> line.contains("ImageBuilt"))
                .hasSize(1);
        assertThat(run.history().lines().filter(line -> line.contains("/v1/images/layers")))
                .hasSizeGreaterThan(4);
    }

    @Test
    void layers_meet_faults_too_and_a_run_is_replayed_with_them() throws IOException {
        Rehearsal rehearsal = Rehearsal.of(built())
                .faults(Faults.flakyNetwork())
                .faults(Faults.scripted(
                        "lost layers",
                        scene -> scene.serverOf("us")
                                .fault(FaultRule.times(2, Endpoint.LAYER_UPLOAD, Fault.replyLost()))));

        RehearsedRun first = rehearsal.replay(5);

        assertThat(rehearsal.replay(5).journal()).isEqualTo(first.journal());
        assertThat(rehearsal.replay(5).history()).isEqualTo(first.history());
        assertThat(rehearsal.runs(40).run().count("us", "deployed")).isGreaterThan(30);
    }

    @Test
    void a_build_that_fails_deploys_nothing() throws IOException {
        RehearsalReport report =
                Rehearsal.of(built()).runs(2).faults(Faults.failedBuild()).run();

        assertThat(report).isGood().alwaysEnds("eu", "failed").alwaysEnds("us", "failed");
    }

    @Test
    void what_a_hook_is_yet_to_make_is_sent_as_if_it_were_built() throws IOException {
        Project unmade = project("{repository: shop, tag: v2, builder: {dockerfile: target/Dockerfile}}");

        RehearsedRun run = Rehearsal.of(unmade).replay(1);

        assertThat(run.result().orElseThrow()).allDeployed();
        assertThat(run.history()).contains("/v1/images/layers");
    }

    @Test
    void an_image_that_goes_to_a_registry_is_pushed_without_anybodys_password() throws IOException {
        String login = "registry: {username: {value: me}, password: {from: {env: NO_SUCH_VARIABLE}}}";
        Files.writeString(folder.resolve("Made"), "FROM scratch\n");

        for (String file : new String[] {"Made", "Unmade"}) {
            Project one = project(
                    "{repository: ghcr.io/me/shop, tag: v2, builder: {dockerfile: %s}, %s}".formatted(file, login));
            RehearsedRun run = Rehearsal.of(one).replay(1);

            assertThat(run.result().orElseThrow()).allDeployed();
            assertThat(run.journal().stream().anyMatch(line -> line.contains("PushEnded")))
                    .isEqualTo(file.equals("Made"));
        }
    }
}
