package dev.haloy.micrometer;

import static dev.haloy.embedded.script.Behaviour.imageMissing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.Haloy;
import dev.haloy.Project;
import dev.haloy.deploy.DeployResult;
import dev.haloy.testkit.HaloyServers;
import dev.haloy.testkit.WithHaloyServers;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithHaloyServers("eu.example.com")
class RunObservationsTest {
    private final ObservationRegistry registry = ObservationRegistry.create();
    private final List<Observation.Context> started = new ArrayList<>();
    private final List<Observation.Context> stopped = new ArrayList<>();

    @BeforeEach
    void observe() {
        registry.observationConfig().observationHandler(new ObservationHandler<>() {
            @Override
            public void onStart(Observation.Context context) {
                started.add(context);
            }

            @Override
            public void onStop(Observation.Context context) {
                stopped.add(context);
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        });
    }

    private Project shop(HaloyServers servers) {
        return servers.bind(Haloy.app("shop")
                        .image("ghcr.io/org/shop:v2")
                        .target("eu", t -> t.server("eu.example.com"))
                        .project())
                .onEachRun(RunObservations.to(registry));
    }

    private static String value(Observation.Context context, String key) {
        return Objects.requireNonNull(context.getAllKeyValues().stream()
                .filter(pair -> pair.getKey().equals(key))
                .findFirst()
                .orElseThrow()
                .getValue());
    }

    @Test
    void a_target_is_observed_below_its_run(HaloyServers servers) {
        DeployResult result = shop(servers).target("eu").deploy();

        assertThat(started).extracting(Observation.Context::getName).containsExactly("haloy.run", "haloy.target");
        Observation.Context target = stopped.get(0);
        assertThat(value(target, "outcome")).isEqualTo("deployed");
        assertThat(value(target, "haloy.server")).isEqualTo("eu.example.com");
        assertThat(Objects.requireNonNull(target.getParentObservation()).getContextView())
                .isSameAs(started.get(0));
        assertThat(value(stopped.get(1), "haloy.run.id")).isEqualTo(result.runId());
        assertThat(stopped).allSatisfy(each -> assertThat(each.getError()).isNull());
    }

    @Test
    void what_did_not_succeed_has_an_error(HaloyServers servers) {
        servers.at("eu.example.com").app("shop").nextDeployment(imageMissing());

        DeployResult result = shop(servers).target("eu").tryDeploy();

        assertThat(stopped)
                .hasSize(2)
                .allSatisfy(each -> assertThat(each.getError()).isNotNull());
        assertThat(stopped.get(0).getError())
                .hasMessage(result.target("eu").outcome().summary());
        assertThat(value(stopped.get(1), "result")).isEqualTo("failed");
    }

    @Test
    void runs_stand_below_what_was_observed_when_they_were_asked_for(HaloyServers servers) {
        Observation request = Observation.start("request", registry);
        try (Observation.Scope scope = request.openScope()) {
            assertThat(scope.getCurrentObservation()).isSameAs(request);
            shop(servers).target("eu").deploy();
        }
        request.stop();

        assertThat(started.get(1).getName()).isEqualTo("haloy.run");
        assertThat(Objects.requireNonNull(started.get(1).getParentObservation()).getContextView())
                .isSameAs(started.get(0));
    }
}
