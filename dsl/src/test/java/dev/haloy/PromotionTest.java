package dev.haloy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haloy.deploy.DeployEvent.TargetFinished;
import dev.haloy.deploy.Plan;
import dev.haloy.deploy.RunRefusedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromotionTest {
    @TempDir
    private Path folder;

    private static Project shop(Bench bench, String version) {
        return Haloy.app("shop")
                .image("ghcr.io/org/shop:" + version)
                .target("staging", t -> t.server("staging.haloy.com"))
                .target("production", t -> t.server("prod.haloy.com").replicas(2))
                .project()
                .withWorld(bench.world);
    }

    private Bench bench() {
        return new Bench(folder, "staging.haloy.com", "prod.haloy.com");
    }

    @Test
    void what_runs_at_one_target_is_deployed_to_another() {
        Bench bench = bench();
        shop(bench, "v2").target("staging").deploy();
        List<String> told = new ArrayList<>();

        shop(bench, "v3")
                .on(TargetFinished.class, event -> event.target().ifPresent(told::add))
                .promote("staging")
                .to("production")
                .deploy();

        assertThat(bench.servers
                        .at("prod.haloy.com")
                        .running("shop")
                        .orElseThrow()
                        .image())
                .contains("shop:v2");
        assertThat(told).containsExactly("production");
    }

    @Test
    void it_can_be_planned_first_and_the_plan_applied() {
        Bench bench = bench();
        shop(bench, "v2").target("staging").deploy();

        Plan plan = shop(bench, "v3").promote("staging").to("production").plan();

        assertThat(plan.toString()).contains("ghcr.io/org/shop:v2 x 2");
        assertThat(plan.deploy().isDone()).isTrue();
        assertThat(bench.servers
                        .at("prod.haloy.com")
                        .running("shop")
                        .orElseThrow()
                        .image())
                .contains("shop:v2");
    }

    @Test
    void it_is_refused_if_nobody_knows_what_runs_there() {
        Bench bench = bench();
        bench.servers.at("staging.haloy.com").app("shop").running("v2", 1);

        assertThatThrownBy(() ->
                        shop(bench, "v3").promote("staging").to("production").deploy())
                .isInstanceOf(RunRefusedException.class)
                .hasMessageContaining("deployed elsewhere");
        assertThatThrownBy(() -> shop(bench, "v3").promote("staging").to("staging"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
