package dev.haloy.testkit;

import dev.haloy.deploy.Plan;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.AbstractAssert;

/** Assertions about what would be deployed. */
public final class PlanAssert extends AbstractAssert<PlanAssert, Plan> {
    PlanAssert(Plan actual) {
        super(actual, PlanAssert.class);
    }

    /**
     * Verifies which targets would be deployed, in this order.
     *
     * <pre>{@code
     * // passes
     * assertThat(project.targets("eu", "us").plan()).hasTargets("eu", "us");
     * // fails: one is missing
     * assertThat(project.targets("eu", "us").plan()).hasTargets("eu");
     * }</pre>
     *
     * @throws AssertionError if there are others, fewer, or in another order
     */
    public PlanAssert hasTargets(String... keys) {
        isNotNull();
        if (!targets().equals(List.of(keys))) {
            fail(plan().to("have the targets", String.join(", ", keys)).but("its targets are", names()));
        }
        return this;
    }

    /**
     * Verifies which image a target would run.
     *
     * <pre>{@code
     * // passes: haloy.yaml names the image shop:v2
     * assertThat(project.target("eu").plan()).deploys("eu", "shop:v2");
     * // fails
     * assertThat(project.target("eu").plan()).deploys("eu", "shop:v1");
     * }</pre>
     *
     * @param image the complete reference, as the plan shows it
     * @throws AssertionError if it would run another image or is not part of the plan
     */
    public PlanAssert deploys(String target, String image) {
        Plan.Step step = step(target);
        if (!step.image().equals(image)) {
            fail(plan().to("deploy to target '" + target + "'", image).but("the image is", step.image()));
        }
        return this;
    }

    /**
     * Verifies that nothing runs of a target's app yet.
     *
     * <pre>{@code
     * // passes: nothing was deployed yet
     * assertThat(project.target("eu").plan()).deploysFirst("eu");
     * // fails
     * servers.at("eu.example.com").app("shop").running("v1");
     * assertThat(project.target("eu").plan()).deploysFirst("eu");
     * }</pre>
     *
     * @throws AssertionError if something runs, nobody knows, or the target is not part of the plan
     */
    public PlanAssert deploysFirst(String target) {
        Plan.Step step = step(target);
        step.now()
                .ifPresent(now -> fail(
                        plan().to("be the first deployment of target", target).but("there runs already", now)));
        return canBeApplied();
    }

    /**
     * Verifies that the plan could be applied as far as one can see before.
     *
     * <pre>{@code
     * // passes
     * assertThat(project.target("eu").plan()).canBeApplied();
     * // fails: the server does not answer
     * servers.at("eu.example.com").fault(FaultRule.every(Endpoint.STATUS, Fault.reset()));
     * assertThat(project.target("eu").plan()).canBeApplied();
     * }</pre>
     *
     * @throws AssertionError if there are obstacles
     */
    public PlanAssert canBeApplied() {
        isNotNull();
        if (!actual.obstacles().isEmpty()) {
            fail(plan().to("be applicable").but("there are obstacles", obstacles()));
        }
        return this;
    }

    /**
     * Verifies that something would keep the plan from working and that this text is part of what is said about it. Case does
     * not matter.
     *
     * <pre>{@code
     * servers.at("eu.example.com").fault(FaultRule.every(Endpoint.STATUS, Fault.reset()));
     * // passes
     * assertThat(project.target("eu").plan()).hasObstacle("eu.example.com");
     * // fails: it is not about that
     * assertThat(project.target("eu").plan()).hasObstacle("certificate");
     * }</pre>
     *
     * @throws AssertionError if there is no such obstacle
     */
    public PlanAssert hasObstacle(String text) {
        isNotNull();
        boolean found = actual.obstacles().stream()
                .anyMatch(obstacle -> obstacle.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)));
        if (!found) {
            Message message = plan().to("have an obstacle with", Message.quoted(text));
            fail(actual.obstacles().isEmpty() ? message.but("there is none") : message.but("there is", obstacles()));
        }
        return this;
    }

    private Plan.Step step(String target) {
        isNotNull();
        return actual.steps().stream()
                .filter(step -> step.target().equals(target))
                .findFirst()
                .orElseThrow(() -> failure(
                        "%s", plan().to("have a target", Message.quoted(target)).but("its targets are", names())));
    }

    private List<String> targets() {
        return actual.steps().stream().map(Plan.Step::target).toList();
    }

    private String names() {
        return targets().isEmpty() ? "none" : String.join(", ", targets());
    }

    private String obstacles() {
        return String.join("\n", actual.obstacles());
    }

    private Message plan() {
        return Message.expecting("plan", actual);
    }

    private void fail(Message message) {
        throw failure("%s", message);
    }
}
