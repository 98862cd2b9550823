package dev.haloy.micrometer;

import dev.haloy.deploy.DeployResult;
import dev.haloy.deploy.TargetResult;
import dev.haloy.verdict.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;

/** The meters of all runs. */
final class Meters {
    private final MeterRegistry registry;
    private final LongTaskTimer active;
    private final Counter retries;
    private final Counter warnings;
    private final Counter sent;
    private final Counter saved;

    Meters(MeterRegistry registry) {
        this.registry = registry;
        active = LongTaskTimer.builder("haloy.runs.active")
                .description("Runs that are under way")
                .register(registry);
        retries = counter("haloy.retries", "Calls that failed on the way and were tried again");
        warnings = counter("haloy.warnings", "Things a person should know although a run goes on");
        sent = bytes("haloy.images.sent", "How much of images was sent to servers");
        saved = bytes("haloy.images.saved", "How much of images servers had already");
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    private Counter bytes(String name, String description) {
        return Counter.builder(name).description(description).baseUnit("bytes").register(registry);
    }

    LongTaskTimer.Sample began() {
        return active.start();
    }

    void ended(DeployResult result) {
        Timer.builder("haloy.runs")
                .description("Runs and how long they took")
                .tag("result", word(result))
                .register(registry)
                .record(result.took());
        result.targets().forEach(this::ended);
    }

    private void ended(TargetResult target) {
        Timer.builder("haloy.targets")
                .description("Targets and how long they took")
                .tag("outcome", word(target.outcome()))
                .tag("phase", phase(target.outcome()))
                .register(registry)
                .record(target.took());
    }

    void phase(String phase, boolean good, Duration took) {
        Timer.builder("haloy.phases")
                .description("What runs spend their time with")
                .tag("phase", phase)
                .tag("result", good ? "ok" : "failed")
                .register(registry)
                .record(took);
    }

    void retried() {
        retries.increment();
    }

    void warned() {
        warnings.increment();
    }

    void transferred(long bytesSent, long bytesSaved) {
        sent.increment((double) bytesSent);
        saved.increment((double) bytesSaved);
    }

    static boolean isGood(Outcome outcome) {
        return outcome instanceof Outcome.Deployed || outcome instanceof Outcome.Accepted;
    }

    static String word(DeployResult result) {
        if (result.cancelled()) {
            return "cancelled";
        }
        return result.isDone() ? "done" : result.exitCode() == 3 ? "unknown" : "failed";
    }

    static String word(Outcome outcome) {
        String name = outcome.getClass().getSimpleName();
        return name.equals("RolledBack") ? "rolled_back" : name.toLowerCase(Locale.ROOT);
    }

    private static String phase(Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            return failed.phase().name().toLowerCase(Locale.ROOT);
        }
        return outcome instanceof Outcome.RolledBack back
                ? back.because().phase().name().toLowerCase(Locale.ROOT)
                : "none";
    }
}
