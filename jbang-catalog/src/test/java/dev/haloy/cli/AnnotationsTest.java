package dev.haloy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.embedded.script.Behaviour;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnotationsTest {
    private static final String APP =
            "name: my-app\nimage: nginx:1\nserver: eu.example.com\ndomains: [{domain: my-app.com}]\n";

    private final Captured captured = Captured.plain();
    private final Bench bench;

    AnnotationsTest(@TempDir Path folder) {
        bench = new Bench(folder);
    }

    @Test
    void mistakes_of_the_file_are_marked_where_they_are() {
        bench.file("name: my-app\nimage: nginx:1\nserver: eu.example.com\nreplica: 3\n");

        assertThat(bench.run(captured, "validate-config", "--annotations", "github"))
                .isEqualTo(2);

        assertThat(captured.err()).contains("::error title=replica,file=").contains("haloy.yaml,line=4,col=1::");
    }

    @Test
    void a_target_that_failed_is_marked_with_its_verdict_on_one_line() {
        bench.file(APP);
        bench.server("eu.example.com").app("my-app").nextDeployment(Behaviour.failsHealthCheck());

        assertThat(bench.run(captured, "deploy", "--annotations=github")).isEqualTo(1);

        assertThat(captured.err()).contains("\n::error title=my-app on eu.example.com::failed: ");
        assertThat(captured.out()).doesNotContain("::error");
    }

    @Test
    void nobody_gets_marks_who_did_not_ask() {
        bench.file("name: my-app\nreplica: 3\n");

        bench.run(captured, "deploy");
        bench.run(captured, "deploy", "--annotations", "none");

        assertThat(captured.everything()).doesNotContain("::");
    }

    @Test
    void containers_cannot_give_commands_to_the_job_that_shows_their_output() {
        bench.file(APP);
        bench.server("eu.example.com")
                .app("my-app")
                .nextDeployment(Behaviour.failsHealthCheck().printing("::add-mask::x", "::set-output name=a::b"));

        bench.run(captured, "deploy", "--no-logs", "--annotations", "github");

        assertThat(captured.out()).contains("| ::add-mask::x");
        assertThat(captured.everything().lines().filter(line -> line.strip().startsWith("::")))
                .allMatch(line -> line.startsWith("::error title="));
    }
}
