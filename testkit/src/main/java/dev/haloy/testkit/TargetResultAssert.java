package dev.haloy.testkit;

import dev.haloy.client.DeploymentId;
import dev.haloy.deploy.TargetResult;
import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.verdict.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/** Assertions about what became of one target of a run. {@link #target} goes on to another target. */
public final class TargetResultAssert extends AbstractAssert<TargetResultAssert, TargetResult> {
    private final DeployResultAssert run;

    TargetResultAssert(TargetResult actual, DeployResultAssert run) {
        super(actual, TargetResultAssert.class);
        this.run = run;
    }

    /**
     * Verifies that the server runs the new version and every step worked.
     *
     * <pre>{@code
     * // passes
     * assertThat(project.target("eu").tryDeploy()).target("eu").isDeployed();
     * // fails: the server answers, but the new version is not healthy
     * servers.at("eu.example.com").app("shop").nextDeployment(failsHealthCheck());
     * assertThat(project.target("eu").tryDeploy()).target("eu").isDeployed();
     * }</pre>
     *
     * @throws AssertionError if it ended in any other way
     */
    public TargetResultAssert isDeployed() {
        return ended(Outcome.Deployed.class, "be deployed", "it was not");
    }

    /**
     * Verifies that it failed and that this text is part of the reason or of the words for what failed, such as
     * {@code pre_deploy hook} or {@code request}. Case does not matter.
     *
     * <pre>{@code
     * servers.at("eu.example.com").app("shop").nextDeployment(failsHealthCheck());
     * // passes
     * assertThat(project.target("eu").tryDeploy()).target("eu").failedBecause("health check");
     * // fails: it was another reason
     * assertThat(project.target("eu").tryDeploy()).target("eu").failedBecause("certificate");
     * }</pre>
     *
     * @throws AssertionError if it did not fail or for another reason
     */
    public TargetResultAssert failedBecause(String text) {
        boolean expected = failure().map(TargetResultAssert::reason).stream()
                .anyMatch(reason -> reason.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)));
        if (!expected) {
            String expectation = "have failed because of";
            Message message = target().to(expectation, Message.quoted(text));
            fail(message.but(failure().isEmpty() ? "it did not fail" : "the reason was another"));
        }
        return this;
    }

    /**
     * Verifies that nobody could find out what became of it.
     *
     * <pre>{@code
     * // passes: the server got the request, and nothing is heard of it from then on
     * servers.at("eu.example.com")
     *     .fault(FaultRule.next(Endpoint.DEPLOY, Fault.replyLost()))
     *     .fault(new FaultRule(Endpoint.STATUS, 2, Integer.MAX_VALUE, Fault.reset()))
     *     .fault(FaultRule.every(Endpoint.SERVER_LOGS, Fault.reset()))
     *     .fault(FaultRule.every(Endpoint.DEPLOYMENT_LOGS, Fault.reset()));
     * assertThat(project.target("eu").tryDeploy()).target("eu").isUnknown();
     * // fails: a failure that is known
     * servers.at("eu.example.com").app("shop").nextDeployment(failsHealthCheck());
     * assertThat(project.target("eu").tryDeploy()).target("eu").isUnknown();
     * }</pre>
     *
     * @throws AssertionError if its end is known
     */
    public TargetResultAssert isUnknown() {
        return ended(Outcome.Unknown.class, "have an unknown end", "its end is known");
    }

    /**
     * Verifies that nothing was sent for it, for whatever reason.
     *
     * <pre>{@code
     * // passes: production is protected
     * assertThat(project.allTargets().tryDeploy()).target("production").wasSkipped();
     * // fails: named targets are deployed, protected or not
     * assertThat(project.target("production").tryDeploy()).target("production").wasSkipped();
     * }</pre>
     *
     * @throws AssertionError if it was not skipped
     */
    public TargetResultAssert wasSkipped() {
        return ended(Outcome.Skipped.class, "be skipped", "it was not");
    }

    /**
     * Verifies that somebody deployed a newer version meanwhile.
     *
     * <pre>{@code
     * // passes: another client deployed the same app while this run was under way
     * assertThat(result).target("eu").isSuperseded();
     * // fails: nobody else was there
     * assertThat(project.target("eu").tryDeploy()).target("eu").isSuperseded();
     * }</pre>
     *
     * @throws AssertionError if it ended in any other way
     */
    public TargetResultAssert isSuperseded() {
        return ended(Outcome.Superseded.class, "be superseded", "it was not");
    }

    /**
     * Verifies that the app's visitors really still reach this old version, whatever became of the new one, and that the
     * result does not say otherwise. Of an app without domains, the version that runs.
     *
     * <pre>{@code
     * servers.at("eu.example.com").app("shop").running("v1").nextDeployment(failsHealthCheck());
     * // passes
     * assertThat(project.target("eu").tryDeploy()).target("eu").stillServes("v1");
     * // fails: the next one is healthy and takes over
     * assertThat(project.target("eu").tryDeploy()).target("eu").stillServes("v1");
     * }</pre>
     *
     * @param version the tag of its image, or its deployment id. A result that was not made with {@link HaloyServers} knows
     *     ids only
     * @throws AssertionError if another version or none is served, or if this is the one that was just deployed
     */
    public TargetResultAssert stillServes(String version) {
        String expectation = "still serve";
        List<Version> served = served(expectation, version);
        if (served.stream().noneMatch(each -> each.isCalled(version))) {
            fail(target().to(expectation, Message.quoted(version)).but("it serves", words(served)));
        }
        Optional<DeploymentId> deployed =
                actual.outcome() instanceof Outcome.Deployed done ? Optional.of(done.id()) : Optional.empty();
        if (served.stream()
                .anyMatch(each ->
                        deployed.filter(id -> id.value().equals(each.id())).isPresent())) {
            fail(target().to(expectation, Message.quoted(version)).but("what it serves was deployed by this run"));
        }
        List<String> said = saidToRun();
        if (!said.isEmpty() && served.stream().noneMatch(each -> said.contains(each.id()))) {
            fail(target().to(expectation, Message.quoted(version))
                    .but("the result says that something else runs than what is really served", words(served)));
        }
        return this;
    }

    /**
     * Verifies that the app's visitors really reach this version. Of an app without domains, that it runs.
     *
     * <pre>{@code
     * // passes: haloy.yaml names the image shop:v2
     * assertThat(project.target("eu").tryDeploy()).target("eu").isDeployed().serves("v2");
     * // fails
     * assertThat(project.target("eu").tryDeploy()).target("eu").serves("v1");
     * }</pre>
     *
     * @param version the tag of its image, or its deployment id. A result that was not made with {@link HaloyServers} knows
     *     ids only
     * @throws AssertionError if another version or none is served
     */
    public TargetResultAssert serves(String version) {
        List<Version> served = served("serve", version);
        if (served.stream().noneMatch(each -> each.isCalled(version))) {
            fail(target().to("serve", Message.quoted(version)).but("it serves", words(served)));
        }
        return this;
    }

    /**
     * Goes on to another target of the same run.
     *
     * <pre>{@code
     * // passes: one server is broken, the other is not
     * assertThat(result).target("eu").isDeployed().target("us").failedBecause("health check");
     * // fails: there is no target "usa"
     * assertThat(result).target("eu").isDeployed().target("usa").failedBecause("health check");
     * }</pre>
     *
     * @throws AssertionError if it was not part of the run
     */
    public TargetResultAssert target(String key) {
        return run.target(key);
    }

    private TargetResultAssert ended(Class<? extends Outcome> kind, String expectation, String reality) {
        isNotNull();
        if (!kind.isInstance(actual.outcome())) {
            fail(target().to(expectation).but(reality));
        }
        return this;
    }

    private Optional<Outcome.Failed> failure() {
        isNotNull();
        if (actual.outcome() instanceof Outcome.Failed failed) {
            return Optional.of(failed);
        }
        if (actual.outcome() instanceof Outcome.Removed removed) {
            return Optional.of(removed.because());
        }
        return actual.outcome() instanceof Outcome.RolledBack back ? Optional.of(back.because()) : Optional.empty();
    }

    private static String reason(Outcome.Failed failed) {
        return failed.phase().words() + ": " + failed.reason();
    }

    /** What is served, by the server itself if it can be asked, or else by what the result says. */
    private List<Version> served(String expectation, String version) {
        isNotNull();
        Optional<List<Version>> really = server().map(server -> Version.serving(server, actual.app()));
        if (really.isPresent()) {
            return really.get();
        }
        List<String> said = saidToRun();
        if (said.isEmpty()) {
            fail(target().to(expectation, Message.quoted(version))
                    .but("the result does not say what runs, and it was not made with HaloyServers that could"));
        }
        return said.stream().map(id -> new Version(id, id)).toList();
    }

    private List<String> saidToRun() {
        Outcome outcome = actual.outcome();
        if (outcome instanceof Outcome.Deployed deployed) {
            return List.of(deployed.id().value());
        }
        if (outcome instanceof Outcome.RolledBack back) {
            return List.of(back.to().value());
        }
        if (outcome instanceof Outcome.Removed) {
            return List.of();
        }
        return failure().map(Outcome.Failed::nowRunning).orElse(List.of()).stream()
                .map(DeploymentId::value)
                .toList();
    }

    private static String words(List<Version> served) {
        return served.isEmpty()
                ? "nothing"
                : served.stream().map(Version::toString).collect(Collectors.joining("\n"));
    }

    private Optional<EmbeddedHaloyd> server() {
        return Origins.of(run.actual()).flatMap(servers -> servers.find(actual.server()));
    }

    private Message target() {
        return Message.expecting("target", actual);
    }

    private void fail(Message message) {
        server().ifPresent(message::saidBy);
        List<String> printed = failure().map(Outcome.Failed::containerLog).orElse(List.of());
        throw failure("%s", message.lines("its containers printed", printed));
    }
}
