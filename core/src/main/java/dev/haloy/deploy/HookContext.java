package dev.haloy.deploy;

import dev.haloy.client.DeploymentId;
import dev.haloy.verdict.Outcome;
import java.util.List;
import java.util.Optional;

/** What a hook in code is told. Free of secrets; where the name of an image holds one, it is masked. */
public sealed interface HookContext {
    /** The run that the hook belongs to. */
    String runId();

    /**
     * What a hook around the whole run is told.
     *
     * @param runId the run
     * @param targets the keys of its targets, in declared order
     */
    record OfRun(String runId, List<String> targets) implements HookContext {
        /** Makes a private copy. */
        public OfRun {
            targets = List.copyOf(targets);
        }
    }

    /**
     * What a hook around one target is told.
     *
     * @param runId the run
     * @param target the target's key
     * @param app the app
     * @param server the server's address
     * @param image what is deployed, as one word
     * @param deployment the new deployment; empty before the request was sent
     */
    record OfTarget(
            String runId, String target, String app, String server, String image, Optional<DeploymentId> deployment)
            implements HookContext {
        OfOutcome with(Outcome outcome) {
            return new OfOutcome(runId, target, app, server, image, deployment, outcome);
        }
    }

    /**
     * What a hook after a failure or after going back is told.
     *
     * @param runId the run
     * @param target the target's key
     * @param app the app
     * @param server the server's address
     * @param image what was to be deployed, as one word
     * @param deployment the deployment that the server was asked for; empty if the request was never sent
     * @param outcome what became of the target
     */
    record OfOutcome(
            String runId,
            String target,
            String app,
            String server,
            String image,
            Optional<DeploymentId> deployment,
            Outcome outcome)
            implements HookContext {}
}
