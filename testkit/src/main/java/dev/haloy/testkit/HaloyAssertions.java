package dev.haloy.testkit;

import dev.haloy.Project;
import dev.haloy.deploy.DeployResult;
import dev.haloy.deploy.Plan;
import dev.haloy.embedded.EmbeddedHaloyd;

/**
 * Assertions about deployments, plans and servers of a test. Import {@link #assertThat} statically beside AssertJ's own of the
 * same name; the compiler takes the one that fits. {@link HaloyTesting} has these and all other words of the test kit.
 *
 * <pre>{@code
 * import static dev.haloy.testkit.HaloyAssertions.assertThat;
 * import static org.assertj.core.api.Assertions.assertThat;
 * }</pre>
 */
public class HaloyAssertions {
    /** For {@link HaloyTesting}, which offers the same and more. */
    HaloyAssertions() {}

    /** Begins an assertion about what became of a run. */
    public static DeployResultAssert assertThat(DeployResult actual) {
        return new DeployResultAssert(actual);
    }

    /** Begins an assertion about what would be deployed. */
    public static PlanAssert assertThat(Plan actual) {
        return new PlanAssert(actual);
    }

    /** Begins an assertion about what a server really runs and was asked. */
    public static HaloydAssert assertThat(EmbeddedHaloyd actual) {
        return new HaloydAssert(actual);
    }

    /** Begins an assertion about what a rehearsal showed. */
    public static RehearsalReportAssert assertThat(RehearsalReport actual) {
        return new RehearsalReportAssert(actual);
    }

    /** Begins an assertion about what a configuration means. */
    public static ProjectAssert assertThat(Project actual) {
        return new ProjectAssert(actual);
    }
}
