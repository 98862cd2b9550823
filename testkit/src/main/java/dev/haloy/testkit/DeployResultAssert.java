package dev.haloy.testkit;

import dev.haloy.deploy.DeployResult;
import dev.haloy.deploy.TargetResult;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/** Assertions about what became of a run. */
public final class DeployResultAssert extends AbstractAssert<DeployResultAssert, DeployResult> {
    DeployResultAssert(DeployResult actual) {
        super(actual, DeployResultAssert.class);
    }

    /**
     * Verifies that every target of the run was deployed and nothing else went wrong. A target that was left out does not
     * pass, not even a protected one.
     *
     * <pre>{@code
     * // passes: both servers run the new version
     * assertThat(project.targets("eu", "us").tryDeploy()).allDeployed();
     * // fails: the new version is not healthy in the US
     * servers.at("us.example.com").app("shop").nextDeployment(failsHealthCheck());
     * assertThat(project.targets("eu", "us").tryDeploy()).allDeployed();
     * }</pre>
     *
     * @throws AssertionError if a target was not deployed or the run had a problem of its own
     */
    public DeployResultAssert allDeployed() {
        isNotNull();
        List<TargetResult> others =
                actual.targets().stream().filter(target -> !target.isDeployed()).toList();
        if (!others.isEmpty()) {
            Message message = result().to("have deployed every target").but("these were not deployed", lines(others));
            Origins.of(actual)
                    .ifPresent(servers -> others.stream()
                            .flatMap(target -> servers.find(target.server()).stream())
                            .distinct()
                            .forEach(message::saidBy));
            fail(message);
        }
        if (!actual.runProblems().isEmpty()) {
            fail(result().to("have deployed every target").but("the run had problems", problems()));
        }
        return this;
    }

    /**
     * Goes to one target of the run.
     *
     * <pre>{@code
     * // passes: the run had a target "eu"
     * assertThat(result).target("eu").isDeployed();
     * // fails: it had no target "eur"
     * assertThat(result).target("eur").isDeployed();
     * }</pre>
     *
     * @throws AssertionError if it was not part of the run
     */
    public TargetResultAssert target(String key) {
        isNotNull();
        TargetResult found = actual.targets().stream()
                .filter(target -> target.target().equals(key))
                .findFirst()
                .orElseThrow(() -> failureWith(
                        result().to("have a target", Message.quoted(key)).but("its targets are", keys())));
        return new TargetResultAssert(found, this).as(info.description());
    }

    /**
     * Verifies the exit status of a program that did only this run: 0 all deployed, 1 something failed, 3 nothing failed but
     * something is unknown, 130 cancelled.
     *
     * <pre>{@code
     * // passes: one target failed
     * assertThat(result).exitsWith(1);
     * // fails
     * assertThat(result).exitsWith(0);
     * }</pre>
     *
     * @throws AssertionError if it is another
     */
    public DeployResultAssert exitsWith(int status) {
        isNotNull();
        if (actual.exitCode() != status) {
            fail(result().to("exit with", status).but("it exits with", actual.exitCode()));
        }
        return this;
    }

    /**
     * Verifies that something went wrong outside of any target, such as a global hook, and that this text is part of what is
     * said about it. Case does not matter.
     *
     * <pre>{@code
     * servers.hooks().fails("make test", 2);
     * // passes
     * assertThat(project.allTargets().tryDeploy()).hasRunProblem("make test");
     * // fails: no such hook
     * assertThat(project.allTargets().tryDeploy()).hasRunProblem("make clean");
     * }</pre>
     *
     * @throws AssertionError if there is no such problem
     */
    public DeployResultAssert hasRunProblem(String text) {
        isNotNull();
        boolean found = actual.runProblems().stream()
                .anyMatch(problem -> problem.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)));
        if (!found) {
            Message message = result().to("have a problem of the run with", Message.quoted(text));
            fail(actual.runProblems().isEmpty() ? message.but("there is none") : message.but("there is", problems()));
        }
        return this;
    }

    private Message result() {
        return Message.expecting("result", actual);
    }

    private String problems() {
        return String.join("\n", actual.runProblems());
    }

    private String keys() {
        return actual.targets().stream().map(TargetResult::target).collect(Collectors.joining(", "));
    }

    private static String lines(List<TargetResult> targets) {
        return targets.stream().map(TargetResult::toString).collect(Collectors.joining("\n"));
    }

    private void fail(Message message) {
        throw failureWith(message);
    }

    private AssertionError failureWith(Message message) {
        return failure("%s", message);
    }
}
