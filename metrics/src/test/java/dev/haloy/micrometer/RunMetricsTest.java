package dev.haloy.micrometer;

import static dev.haloy.embedded.script.Behaviour.imageMissing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.haloy.Haloy;
import dev.haloy.Project;
import dev.haloy.deploy.DeployEvent;
import dev.haloy.deploy.DeployPolicy;
import dev.haloy.deploy.DeployResult;
import dev.haloy.deploy.Hook;
import dev.haloy.deploy.OnFailure;
import dev.haloy.testkit.HaloyServers;
import dev.haloy.testkit.WithHaloyServers;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

@WithHaloyServers({"eu.example.com", "us.example.com"})
class RunMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private Project shop(HaloyServers servers) {
        Project project = servers.bind(Haloy.app("shop")
                .image("ghcr.io/org/shop:v2")
                .target("eu", t -> t.server("eu.example.com"))
                .target("us", t -> t.server("us.example.com"))
                .project());
        return project.onEachRun(RunMetrics.to(registry))
                .withPolicy(
                        DeployPolicy.builder().onFailure(OnFailure.KEEP_GOING).build());
    }

    private double count(String name, String... tags) {
        return registry.get(name).tags(tags).timer().count();
    }

    @Test
    void runs_and_targets_are_counted_by_their_end(HaloyServers servers) {
        servers.at("us.example.com").app("shop").nextDeployment(imageMissing());
        Project shop = shop(servers);

        shop.allTargets().tryDeploy();
        shop.allTargets().tryDeploy();

        assertThat(count("haloy.runs", "result", "failed")).isEqualTo(1);
        assertThat(count("haloy.runs", "result", "done")).isEqualTo(1);
        assertThat(count("haloy.targets", "outcome", "deployed", "phase", "none"))
                .isEqualTo(3);
        assertThat(count("haloy.targets", "outcome", "failed", "phase", "server"))
                .isEqualTo(1);
    }

    @Test
    void runs_are_active_until_they_end(HaloyServers servers) {
        List<Integer> active = new ArrayList<>();
        LongTaskTimer timer = LongTaskTimer.builder("haloy.runs.active").register(registry);

        shop(servers)
                .on(DeployEvent.TargetStarted.class, event -> active.add(timer.activeTasks()))
                .allTargets()
                .deploy();

        assertThat(active).containsExactly(1, 1);
        assertThat(timer.activeTasks()).isZero();
    }

    @Test
    void times_are_those_of_the_world(HaloyServers servers) {
        DeployResult result = shop(servers).target("eu").deploy();

        assertThat(registry.get("haloy.runs").timer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(result.took().toMillis(), within(1.0));
        assertThat(count("haloy.phases", "phase", "deployment", "result", "ok")).isEqualTo(1);
        assertThat(registry.get("haloy.phases").timer().totalTime(TimeUnit.MILLISECONDS))
                .isPositive();
    }

    @Test
    void hooks_are_phases_by_their_place(HaloyServers servers) {
        shop(servers)
                .withHook(Hook.preDeploy("check", at -> {
                    throw new IllegalStateException(at.target());
                }))
                .withHook(Hook.onFailure("page", at -> {}))
                .allTargets()
                .tryDeploy();

        assertThat(count("haloy.phases", "phase", "pre_deploy", "result", "failed"))
                .isEqualTo(2);
        assertThat(count("haloy.phases", "phase", "on_failure", "result", "ok")).isEqualTo(2);
    }

    @Test
    void the_number_of_meters_does_not_grow_with_what_is_deployed(HaloyServers servers) {
        shop(servers).target("eu").deploy();
        List<Meter.Id> after = registry.getMeters().stream().map(Meter::getId).toList();

        shop(servers).target("us").deploy();

        assertThat(registry.getMeters().stream().map(Meter::getId)).containsExactlyInAnyOrderElementsOf(after);
    }

    @Test
    void bytes_retries_and_warnings_are_added_up() {
        Consumer<DeployEvent> listener = RunMetrics.to(registry).get();
        Instant now = Instant.EPOCH;
        listener.accept(new DeployEvent.TransferStarted(now, "shop:v2", "eu"));
        listener.accept(
                new DeployEvent.TransferFinished(now.plusSeconds(2), "shop:v2", "eu", 700, 300, Optional.empty()));
        listener.accept(new DeployEvent.RetryScheduled(now, Optional.empty(), "read", 2, Duration.ZERO, "reset"));
        listener.accept(new DeployEvent.Warned(now, Optional.empty(), "look"));

        assertThat(registry.get("haloy.images.sent").counter().count()).isEqualTo(700);
        assertThat(registry.get("haloy.images.saved").counter().count()).isEqualTo(300);
        assertThat(registry.get("haloy.retries").counter().count()).isEqualTo(1);
        assertThat(registry.get("haloy.warnings").counter().count()).isEqualTo(1);
        assertThat(registry.get("haloy.phases").tag("phase", "transfer").timer().totalTime(TimeUnit.SECONDS))
                .isEqualTo(2);
    }
}
