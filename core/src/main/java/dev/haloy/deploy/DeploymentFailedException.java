package dev.haloy.deploy;

import dev.haloy.error.HaloyException;

/** Not every target runs its new version. Carries the whole result: what failed, what is unknown, and what runs now. */
public final class DeploymentFailedException extends HaloyException {
    private static final long serialVersionUID = 1L;

    private final transient DeployResult result;

    /** Reports this result. */
    public DeploymentFailedException(DeployResult result) {
        super(summary(result) + "\n" + result.toString().indent(2).stripTrailing());
        this.result = result;
    }

    private static String summary(DeployResult result) {
        long counted = result.targets().size();
        long deployed = result.succeeded().size();
        return "Deployment did not succeed: " + deployed + " of " + counted
                + (counted == 1 ? " target runs its new version." : " targets run their new version.");
    }

    /** One outcome per target. */
    public DeployResult result() {
        return result;
    }
}
