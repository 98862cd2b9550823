package dev.haloy.testkit;

import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.ReceivedRequest;
import dev.haloy.embedded.RunningVersion;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/** Assertions about what a server of a test really runs and was asked, whatever clients were told. */
public final class HaloydAssert extends AbstractAssert<HaloydAssert, EmbeddedHaloyd> {
    HaloydAssert(EmbeddedHaloyd actual) {
        super(actual, HaloydAssert.class);
    }

    /**
     * Verifies that this is the newest version of an app with a running container.
     *
     * <pre>{@code
     * servers.at("eu.example.com").app("shop").running("v1");
     * // passes
     * assertThat(servers.at("eu.example.com")).hasRunning("shop", "v1");
     * // fails
     * assertThat(servers.at("eu.example.com")).hasRunning("shop", "v2");
     * }</pre>
     *
     * @param version the tag of its image, or its deployment id
     * @throws AssertionError if another version or none runs
     */
    public HaloydAssert hasRunning(String app, String version) {
        isNotNull();
        Optional<RunningVersion> running = actual.running(app);
        boolean expected = running.map(HaloydAssert::version)
                .filter(found -> found.isCalled(version))
                .isPresent();
        if (!expected) {
            fail(server().to("have running", app + " " + version).but("what runs is", words(app, running)));
        }
        return this;
    }

    /**
     * Verifies that no container of an app runs.
     *
     * <pre>{@code
     * // passes: nothing was deployed yet
     * assertThat(servers.at("eu.example.com")).hasNothingRunning("shop");
     * // fails
     * servers.at("eu.example.com").app("shop").running("v1");
     * assertThat(servers.at("eu.example.com")).hasNothingRunning("shop");
     * }</pre>
     *
     * @throws AssertionError if a container runs
     */
    public HaloydAssert hasNothingRunning(String app) {
        isNotNull();
        Optional<RunningVersion> running = actual.running(app);
        if (running.isPresent()) {
            fail(server().to("have nothing running of", app).but("what runs is", words(app, running)));
        }
        return this;
    }

    /**
     * Verifies that an app's visitors reach this version. Of an app without domains, which has no visitors, that it runs.
     *
     * <pre>{@code
     * servers.at("eu.example.com").app("shop").running("v1");
     * // passes
     * assertThat(servers.at("eu.example.com")).serves("shop", "v1");
     * // fails
     * assertThat(servers.at("eu.example.com")).serves("shop", "v2");
     * }</pre>
     *
     * @param version the tag of its image, or its deployment id
     * @throws AssertionError if another version or none is served
     */
    public HaloydAssert serves(String app, String version) {
        isNotNull();
        List<Version> served = Version.serving(actual, app);
        if (served.stream().noneMatch(each -> each.isCalled(version))) {
            String really = served.isEmpty()
                    ? "nothing"
                    : served.stream().map(each -> app + " " + each).collect(Collectors.joining("\n"));
            fail(server().to("serve", app + " " + version).but("it serves", really));
        }
        return this;
    }

    /**
     * Verifies how many deployments clients asked for, those included that were refused or got lost on the way.
     *
     * <pre>{@code
     * project.target("eu").deploy();
     * // passes
     * assertThat(servers.at("eu.example.com")).receivedDeployments(1);
     * // fails: it was not sent twice
     * assertThat(servers.at("eu.example.com")).receivedDeployments(2);
     * }</pre>
     *
     * @throws AssertionError if it is another number; the message lists all requests
     */
    public HaloydAssert receivedDeployments(int count) {
        isNotNull();
        List<ReceivedRequest> requests = actual.requests();
        long received = requests.stream().filter(HaloydAssert::isDeployment).count();
        if (received != count) {
            throw failure(
                    "%s",
                    server().to("have received deployments", count)
                            .but("the number is", received)
                            .lines(
                                    "its requests",
                                    requests.stream()
                                            .map(ReceivedRequest::toString)
                                            .toList()));
        }
        return this;
    }

    private static boolean isDeployment(ReceivedRequest request) {
        return request.method().equals("POST") && request.target().equals("/v1/deploy");
    }

    private static Version version(RunningVersion running) {
        return new Version(running.deploymentId(), Version.tag(running.image()));
    }

    private static String words(String app, Optional<RunningVersion> running) {
        return running.map(HaloydAssert::version)
                .map(version -> app + " " + version)
                .orElse("nothing");
    }

    private Message server() {
        return Message.expecting("server", actual.address());
    }

    private void fail(Message message) {
        throw failure("%s", message.saidBy(actual));
    }
}
