package dev.haloy.deploy;

import dev.haloy.client.DeploymentId;
import dev.haloy.verdict.Outcome;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a journal says of a run, in short.
 *
 * @param runId the run
 * @param began when it began
 * @param targets its targets, in declared order
 * @param outcomes what became of the targets that have an outcome
 * @param earlier the earlier version the run goes back to; empty if it is a deployment
 * @param promoted the image of another target that its targets were given; empty if they had their own
 * @param open the targets without a final outcome: resuming the run is about them
 * @param unwatched deployments that a server may have taken and whose end is not known: attaching to the run is about them
 */
public record RunSummary(
        String runId,
        Instant began,
        List<String> targets,
        Map<String, Outcome> outcomes,
        Optional<EarlierVersion> earlier,
        Optional<Release> promoted,
        List<String> open,
        Map<String, DeploymentId> unwatched) {
    /** Makes private copies. */
    public RunSummary {
        targets = List.copyOf(targets);
        outcomes = Collections.unmodifiableMap(new LinkedHashMap<>(outcomes));
        open = List.copyOf(open);
        unwatched = Collections.unmodifiableMap(new LinkedHashMap<>(unwatched));
    }

    /** Whether there is something to resume. */
    public boolean isOpen() {
        return !open.isEmpty();
    }
}
