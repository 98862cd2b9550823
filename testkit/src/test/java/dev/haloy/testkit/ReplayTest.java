package dev.haloy.testkit;

import static dev.haloy.testkit.HaloyAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haloy.App;
import dev.haloy.Haloy;
import dev.haloy.deploy.DeployResult;
import dev.haloy.deploy.Incident;
import dev.haloy.deploy.Runs;
import dev.haloy.embedded.fault.Endpoint;
import dev.haloy.embedded.fault.Fault;
import dev.haloy.embedded.fault.FaultRule;
import dev.haloy.embedded.script.Behaviour;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each test lets something happen, writes the test that the journal gives, compiles it, and runs it. */
class ReplayTest {
    private static final App APP = Haloy.app("shop")
            .image("shop:v2")
            .target("eu", t -> t.server(Shop.EU).domain("shop.example.com").replicas(2))
            .target("us", t -> t.server(Shop.US).preDeploy("make migrate"))
            .target("us-admin", t -> t.server(Shop.US).name("admin").domain("admin.example.com"));

    @TempDir
    private Path folder;

    @Test
    void a_good_run() throws Exception {
        String source = replayed(servers -> servers.at(Shop.EU).app("shop").running("v1", 2, "shop.example.com"));

        assertThat(source)
                .contains(".running(\"before\", 2, \"shop.example.test\")")
                .contains("result.target(\"eu\").outcome()).isInstanceOf(Outcome.Deployed.class)");
    }

    @Test
    void an_answer_that_got_lost() throws Exception {
        String source =
                replayed(servers -> servers.at(Shop.EU).fault(FaultRule.next(Endpoint.DEPLOY, Fault.replyLost())));

        assertThat(source).contains("FaultRule.nth(1, Endpoint.DEPLOY, Fault.replyLost())");
    }

    @Test
    void an_unhealthy_version_and_what_it_printed() throws Exception {
        String source = replayed(servers -> servers.at(Shop.EU)
                .app("shop")
                .running("v1")
                .nextDeployment(Behaviour.failsHealthCheck().printing("no \"database\"", "bye\\ tabs\t")));

        assertThat(source).contains("Behaviour.failsHealthCheck()", "Outcome.Phase.SERVER");
    }

    @Test
    void a_hook_that_failed_and_what_was_skipped_then() throws Exception {
        String source = replayed(servers -> servers.hooks().fails("make migrate", 3));

        assertThat(source)
                .contains("servers.hooks().fails(\"pre_deploy 1 of us\", 1)")
                .contains("Outcome.Phase.PRE_DEPLOY", "Outcome.Reason.STOPPED_EARLY")
                .doesNotContain("make migrate");
    }

    @Test
    void requests_that_were_refused_or_not_taken() throws Exception {
        String source = replayed(servers -> {
            servers.at(Shop.EU).fault(FaultRule.next(Endpoint.DEPLOY, Fault.refused(400, "no such thing")));
            servers.at(Shop.US).fault(FaultRule.times(2, Endpoint.DEPLOY, Fault.tooManyRequests()));
        });

        assertThat(source).contains("Fault.refused(400, ", "Outcome.Phase.REQUEST");
    }

    @Test
    void a_server_that_was_out_of_reach() throws Exception {
        String source =
                replayed(servers -> servers.at(Shop.US).fault(FaultRule.every(Endpoint.VERSION, Fault.reset())));

        assertThat(source).contains("Outcome.Phase.PREFLIGHT");
    }

    @Test
    void a_stream_that_broke_and_an_image_that_was_missing() throws Exception {
        String source = replayed(servers -> {
            servers.at(Shop.EU).fault(FaultRule.next(Endpoint.SERVER_LOGS, Fault.cutAfter(2)));
            servers.at(Shop.EU).app("shop").nextDeployment(Behaviour.imageMissing());
        });

        assertThat(source).contains("Endpoint.SERVER_LOGS, Fault.cutAfter", "Behaviour.imageMissing()");
    }

    @Test
    void a_daemon_that_restarted_in_the_middle() throws Exception {
        for (int second : new int[] {1, 4}) {
            String source = replayed(servers -> servers.time()
                    .after(Duration.ofSeconds(second), () -> servers.at(Shop.EU).restart(Duration.ofSeconds(3))));

            assertThat(source).contains("servers.at(\"" + Shop.EU + "\").restart(Duration.ofMillis(");
        }
    }

    @Test
    void a_request_that_never_arrived() throws Exception {
        String source = replayed(servers -> servers.at(Shop.EU).fault(FaultRule.next(Endpoint.DEPLOY, Fault.reset())));

        assertThat(source).contains("FaultRule.nth(1, Endpoint.DEPLOY, Fault.reset())");
    }

    @Test
    void a_version_that_was_gone_when_the_run_looked() throws Exception {
        String source = replayed(servers -> servers.at(Shop.US)
                .latency(Duration.ofSeconds(2))
                .app("admin")
                .nextDeployment(Behaviour.healthy().vanishesAfter(Duration.ofMillis(10))));

        assertThat(source).contains("vanishesAfter");
    }

    @Test
    void certificates_crashes_and_ends_that_nobody_heard_of() throws Exception {
        assertThat(replayed(servers -> servers.at(Shop.EU).app("shop").nextDeployment(Behaviour.failsCertificate())))
                .contains("Behaviour.failsCertificate()");
        assertThat(replayed(servers -> servers.at(Shop.US).app("shop").nextDeployment(Behaviour.crashLoops())))
                .contains("Behaviour.crashLoops()");
        assertThat(replayed(servers -> servers.at(Shop.EU).app("shop").nextDeployment(Behaviour.noMarker())))
                .contains("Behaviour.noMarker()");
    }

    @Test
    void what_depended_on_others_is_refused() {
        try (HaloyServers servers = Shop.servers()) {
            CompletableFuture<DeployResult> deployment =
                    servers.bind(APP.project()).allTargets().deployAsync();
            servers.time().advance(Duration.ofSeconds(3));
            deployment.cancel(true);
            servers.time().advance(Duration.ofMinutes(1));
            Incident incident =
                    incident(servers, servers.world().runs().runIds().get(0));

            assertThatThrownBy(() -> Replay.asTest(incident, "CancelledTest"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("cannot be replayed");
            assertThatThrownBy(() -> Replay.asTest(incident, "no name")).hasMessageContaining("not a name for a class");
        }
    }

    private String replayed(Consumer<HaloyServers> scene) throws Exception {
        String source;
        try (HaloyServers servers = Shop.servers()) {
            scene.accept(servers);
            DeployResult result = servers.bind(APP.project()).allTargets().tryDeploy();
            source = Replay.asTest(incident(servers, result.runId()), "IncidentTest");
        }
        run(source);
        return source;
    }

    private static Incident incident(HaloyServers servers, String runId) {
        return new Runs(servers.world().runs()).incident(runId);
    }

    private void run(String source) throws Exception {
        Path file = Files.writeString(folder.resolve("IncidentTest.java"), source);
        int errors = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        System.out,
                        System.out,
                        "-proc:none",
                        "-d",
                        folder.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        file.toString());
        assertThat(errors).as(source).isZero();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            Class<?> test = loader.loadClass("IncidentTest");
            Constructor<?> constructor = test.getDeclaredConstructor();
            constructor.setAccessible(true);
            Method method = test.getDeclaredMethod("ends_as_the_run_did");
            method.setAccessible(true);
            method.invoke(constructor.newInstance());
        } catch (InvocationTargetException failed) {
            throw new AssertionError(source, failed.getCause());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }
}
