package dev.haloy.testkit;

import dev.haloy.config.EnvVar;
import dev.haloy.config.ServerAddress;
import dev.haloy.resolve.ResolvedTarget;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;

/** Assertions about what one target of a configuration means. */
public final class ResolvedTargetAssert extends AbstractAssert<ResolvedTargetAssert, ResolvedTarget> {
    private final ProjectAssert project;

    ResolvedTargetAssert(ResolvedTarget actual, ProjectAssert project) {
        super(actual, ResolvedTargetAssert.class);
        this.project = project;
    }

    /**
     * Verifies how many containers it has.
     *
     * @throws AssertionError if it has another number
     */
    public ResolvedTargetAssert replicas(int expected) {
        return same("replicas", expected, actual.replicas());
    }

    /**
     * Verifies its image, by the complete reference.
     *
     * @throws AssertionError if it is another
     */
    public ResolvedTargetAssert image(String expected) {
        return same("the image", expected, actual.image().reference());
    }

    /**
     * Verifies its server, in any spelling.
     *
     * @throws AssertionError if it is another
     */
    public ResolvedTargetAssert server(String expected) {
        return same(
                "the server",
                ServerAddress.parse(expected).key(),
                actual.server().key());
    }

    /**
     * Verifies its canonical domains, in order.
     *
     * @throws AssertionError if they are others
     */
    public ResolvedTargetAssert domains(String... expected) {
        List<String> domains = actual.domains().stream()
                .flatMap(domain -> domain.domain().stream())
                .toList();
        return same("the domains", List.of(expected), domains);
    }

    /**
     * Verifies a variable with a plain value.
     *
     * @throws AssertionError if it has another value, one from elsewhere, or does not exist
     */
    public ResolvedTargetAssert env(String name, String expected) {
        return same("the variable " + name, expected, source(name));
    }

    /**
     * Verifies that a variable is a secret, read by this reference.
     *
     * @throws AssertionError if it is not
     */
    public ResolvedTargetAssert envFromSecret(String name, String reference) {
        return same("the variable " + name, "secret " + reference, source(name));
    }

    /** What is there, for comparison: never the value of something that may be a secret. */
    private String source(String name) {
        Optional<EnvVar> variable = actual.env().stream()
                .filter(each -> each.name().filter(name::equals).isPresent())
                .findFirst();
        return variable.map(EnvVar::source)
                .map(source -> source.fromSecret()
                        .map(reference -> "secret " + reference)
                        .or(() -> source.fromEnv().map(from -> "variable " + from))
                        .or(source::value)
                        .orElse(""))
                .orElse("not set");
    }

    /**
     * Verifies that a new version takes the place of the old one in this way.
     *
     * @param expected {@code rolling} or {@code replace}
     * @throws AssertionError if it is the other
     */
    public ResolvedTargetAssert strategy(String expected) {
        return same("the strategy", expected, actual.strategy().word());
    }

    /**
     * Verifies that a deployment of all targets leaves it out.
     *
     * @throws AssertionError if it does not
     */
    public ResolvedTargetAssert isProtected() {
        return same("protected", true, actual.isProtected().orElse(false));
    }

    /** Goes on with another target of the same configuration. */
    public ResolvedTargetAssert target(String key) {
        return project.target(key);
    }

    private ResolvedTargetAssert same(String what, Object expected, Object found) {
        if (!expected.equals(found)) {
            throw failure(
                    "%s",
                    Message.expecting("target", actual.key() + " on " + actual.server())
                            .to("have as " + what, expected)
                            .but("there is", found));
        }
        return this;
    }
}
