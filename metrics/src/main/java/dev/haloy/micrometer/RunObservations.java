package dev.haloy.micrometer;

import dev.haloy.deploy.DeployEvent;
import dev.haloy.deploy.DeployResult;
import dev.haloy.deploy.DeploymentFailedException;
import dev.haloy.verdict.Outcome;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tells Micrometer's Observation API of runs and targets, and so traces them with whatever the registry's handlers lead to, OpenTelemetry
 * among others.
 *
 * <pre>{@code
 * project.onEachRun(RunObservations.to(observationRegistry))
 * }</pre>
 *
 * <p>A run is an observation {@code haloy.run} with the low-cardinality key {@code result}; each target that was begun is an
 * observation {@code haloy.target} below it with the low-cardinality key {@code outcome} and the event {@code accepted} when its server took
 * the request. Ids of runs and deployments, targets and servers are high-cardinality keys. What did not succeed has an error. Times are
 * those of the registry's handlers, not of the World's clock.
 */
public final class RunObservations implements Consumer<DeployEvent> {
    private final ObservationRegistry registry;
    private final Optional<Observation> parent;
    private final Map<String, Observation> targets = new LinkedHashMap<>();
    private Observation run = Observation.NOOP;

    private RunObservations(ObservationRegistry registry, Optional<Observation> parent) {
        this.registry = registry;
        this.parent = parent;
    }

    /** A listener for each run. Runs are placed below the observation that is current where this is called, if there is one. */
    public static Supplier<Consumer<DeployEvent>> to(ObservationRegistry registry) {
        Optional<Observation> current = Optional.ofNullable(registry.getCurrentObservation());
        return () -> new RunObservations(registry, current);
    }

    @Override
    public void accept(DeployEvent event) {
        if (event instanceof DeployEvent.RunStarted e) {
            begin(e);
        } else if (event instanceof DeployEvent.TargetStarted e) {
            begin(e);
        } else if (event instanceof DeployEvent.DeploymentAccepted e) {
            target(e)
                    .ifPresent(target -> target.event(Observation.Event.of("accepted"))
                            .highCardinalityKeyValue("haloy.deployment", e.id().value()));
        } else if (event instanceof DeployEvent.TargetFinished e) {
            target(e).ifPresent(target -> end(target, e.outcome()));
            e.target().ifPresent(targets::remove);
        } else if (event instanceof DeployEvent.RunFinished e) {
            end(e.result());
        }
    }

    private Optional<Observation> target(DeployEvent event) {
        return event.target().flatMap(key -> Optional.ofNullable(targets.get(key)));
    }

    private void begin(DeployEvent.RunStarted event) {
        Observation created = Observation.createNotStarted("haloy.run", registry)
                .contextualName("deploy")
                .highCardinalityKeyValue("haloy.run.id", event.runId())
                .highCardinalityKeyValue("haloy.targets", String.join(",", event.targets()));
        parent.ifPresent(created::parentObservation);
        run = created.start();
    }

    private void begin(DeployEvent.TargetStarted event) {
        String key = event.target().orElse("");
        targets.put(
                key,
                Observation.createNotStarted("haloy.target", registry)
                        .contextualName("deploy " + key)
                        .parentObservation(run)
                        .highCardinalityKeyValue("haloy.target", key)
                        .highCardinalityKeyValue("haloy.server", event.server())
                        .start());
    }

    private static void end(Observation target, Outcome outcome) {
        target.lowCardinalityKeyValue("outcome", Meters.word(outcome));
        if (!Meters.isGood(outcome)) {
            target.error(new NotDeployed(outcome.summary()));
        }
        target.stop();
    }

    private void end(DeployResult result) {
        targets.values().forEach(Observation::stop);
        targets.clear();
        run.lowCardinalityKeyValue("result", Meters.word(result));
        if (!result.isDone()) {
            run.error(new DeploymentFailedException(result));
        }
        run.stop();
    }

    /** What handlers show as the error of a target; it has no trace, because nothing was thrown. */
    private static final class NotDeployed extends Exception {
        private static final long serialVersionUID = 1;

        NotDeployed(String message) {
            super(message, null, false, false);
        }
    }
}
