package dev.haloy.micrometer;

import dev.haloy.deploy.DeployEvent;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Measures runs with Micrometer.
 *
 * <pre>{@code
 * project.onEachRun(RunMetrics.to(meterRegistry))
 * }</pre>
 *
 * <p>No meter is tagged with a target, an app or a server, so their number does not grow with what is deployed: the tags' values are those
 * of the library's own enumerations.
 *
 * <ul>
 *   <li>{@code haloy.runs}, timer: runs and how long they took; {@code result} is {@code done}, {@code failed}, {@code unknown} or {@code
 *       cancelled}
 *   <li>{@code haloy.runs.active}, long task timer: runs that are under way
 *   <li>{@code haloy.targets}, timer: targets and how long they took; {@code outcome} is {@code deployed}, {@code failed}, {@code
 *       rolled_back}, {@code superseded}, {@code skipped}, {@code accepted} or {@code unknown}; {@code phase} says what failed, {@code
 *       none} if nothing did
 *   <li>{@code haloy.phases}, timer: what runs spend their time with; {@code phase} is the place of a hook, {@code build}, {@code transfer},
 *       {@code push} or {@code deployment} (from the server's yes to the verdict), {@code result} is {@code ok} or {@code failed}
 *   <li>{@code haloy.retries} and {@code haloy.warnings}, counters
 *   <li>{@code haloy.images.sent} and {@code haloy.images.saved}, counters of bytes: what was sent of images, and what servers had already
 * </ul>
 *
 * <p>Durations are those of the World's clock, but for {@code haloy.runs.active}, which a registry times itself. Registries are told on the run's thread.
 */
public final class RunMetrics implements Consumer<DeployEvent> {
    private final Meters meters;
    private final Map<String, Instant> begun = new LinkedHashMap<>();
    private Optional<LongTaskTimer.Sample> active = Optional.empty();

    private RunMetrics(Meters meters) {
        this.meters = meters;
    }

    /** A listener for each run, all of which record here. */
    public static Supplier<Consumer<DeployEvent>> to(MeterRegistry registry) {
        Meters meters = new Meters(registry);
        return () -> new RunMetrics(meters);
    }

    @Override
    public void accept(DeployEvent event) {
        if (event instanceof DeployEvent.RunStarted) {
            active = Optional.of(meters.began());
        } else if (event instanceof DeployEvent.RunFinished e) {
            active.ifPresent(LongTaskTimer.Sample::stop);
            meters.ended(e.result());
        } else if (event instanceof DeployEvent.RetryScheduled) {
            meters.retried();
        } else if (event instanceof DeployEvent.Warned) {
            meters.warned();
        } else {
            phase(event);
        }
    }

    private void phase(DeployEvent event) {
        if (event instanceof DeployEvent.HookStarted e) {
            begin(e.hook(), e.target().orElse(""), e.at());
        } else if (event instanceof DeployEvent.HookFinished e) {
            end(e.hook(), e.target().orElse(""), e.at(), e.problem().isEmpty());
        } else if (event instanceof DeployEvent.BuildStarted e) {
            begin("build", e.image(), e.at());
        } else if (event instanceof DeployEvent.BuildFinished e) {
            end("build", e.image(), e.at(), e.problem().isEmpty());
        } else if (event instanceof DeployEvent.TransferStarted e) {
            begin("transfer", e.image() + " " + e.server(), e.at());
        } else if (event instanceof DeployEvent.TransferFinished e) {
            end("transfer", e.image() + " " + e.server(), e.at(), e.problem().isEmpty());
            meters.transferred(e.bytesSent(), e.bytesSaved());
        } else if (event instanceof DeployEvent.PushStarted e) {
            begin("push", e.image() + " " + e.registry(), e.at());
        } else if (event instanceof DeployEvent.PushFinished e) {
            end("push", e.image() + " " + e.registry(), e.at(), e.problem().isEmpty());
        } else if (event instanceof DeployEvent.DeploymentAccepted e) {
            begin("deployment", e.target().orElse(""), e.at());
        } else if (event instanceof DeployEvent.TargetFinished e) {
            end("deployment", e.target().orElse(""), e.at(), Meters.isGood(e.outcome()));
        }
    }

    private void begin(String phase, String what, Instant at) {
        begun.put(phase + " " + what, at);
    }

    private void end(String phase, String what, Instant at, boolean good) {
        Optional.ofNullable(begun.remove(phase + " " + what))
                .ifPresent(start -> meters.phase(phase, good, Duration.between(start, at)));
    }
}
