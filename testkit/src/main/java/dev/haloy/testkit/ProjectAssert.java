package dev.haloy.testkit;

import dev.haloy.Project;
import dev.haloy.config.ConfigException;
import dev.haloy.error.Problem;
import dev.haloy.resolve.ResolvedTarget;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/** Assertions about a configuration: what it means, before anything is deployed. Reads no variable and no secret. */
public final class ProjectAssert extends AbstractAssert<ProjectAssert, Project> {
    ProjectAssert(Project actual) {
        super(actual, ProjectAssert.class);
    }

    /**
     * Verifies that there is no mistake in it, in any target, protected ones included. Warnings are none.
     *
     * <pre>{@code
     * // passes
     * assertThat(Haloy.load("haloy.yaml")).isValid();
     * }</pre>
     *
     * @throws AssertionError with every mistake
     */
    public ProjectAssert isValid() {
        isNotNull();
        List<Problem> errors = errors();
        if (!errors.isEmpty()) {
            fail(project().to("be valid").but("it is wrong", words(errors)));
        }
        return this;
    }

    /**
     * Verifies that there is a mistake in it of which this text is a part.
     *
     * <pre>{@code
     * // passes: replicas: 0
     * assertThat(Haloy.load("haloy.yaml")).hasMistake("replicas");
     * }</pre>
     *
     * @throws AssertionError if there is none like that
     */
    public ProjectAssert hasMistake(String text) {
        isNotNull();
        List<Problem> errors = errors();
        if (errors.stream().noneMatch(error -> error.render().contains(text))) {
            Message message = project().to("have a mistake with", Message.quoted(text));
            fail(errors.isEmpty() ? message.but("there is none") : message.but("what is wrong is", words(errors)));
        }
        return this;
    }

    /**
     * Verifies which targets there are, in declared order.
     *
     * <pre>{@code
     * // passes
     * assertThat(Haloy.load("haloy.yaml")).hasTargets("production", "staging");
     * }</pre>
     *
     * @throws AssertionError if there are others, fewer, or in another order
     */
    public ProjectAssert hasTargets(String... keys) {
        isNotNull();
        if (!actual.targetKeys().equals(List.of(keys))) {
            fail(project()
                    .to("have the targets", String.join(", ", keys))
                    .but("its targets are", String.join(", ", actual.targetKeys())));
        }
        return this;
    }

    /**
     * Goes on with what one target means: everything inherited, every default in place.
     *
     * <pre>{@code
     * // passes
     * assertThat(Haloy.load("haloy.yaml")).target("production").replicas(3).image("ghcr.io/acme/shop:v2");
     * }</pre>
     *
     * @throws AssertionError if there is no such target, or it has mistakes
     */
    public ResolvedTargetAssert target(String key) {
        isNotNull();
        try {
            ResolvedTarget target = actual.target(key).targets().get(0);
            return new ResolvedTargetAssert(target, this);
        } catch (ConfigException e) {
            throw failure(
                    "%s",
                    project().to("have a target", Message.quoted(key)).but("it says", String.valueOf(e.getMessage())));
        }
    }

    private List<Problem> errors() {
        return actual.problems().stream()
                .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .toList();
    }

    private static String words(List<Problem> problems) {
        return problems.stream().map(Problem::render).collect(Collectors.joining("\n"));
    }

    private Message project() {
        return Message.expecting("configuration", actual);
    }

    private void fail(Message message) {
        throw failure("%s", message);
    }
}
