package dev.haloy.deploy;

import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.fault.Fault;
import dev.haloy.embedded.fault.RandomFaults;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** A world in which much more goes wrong than usual, the same for the same seed. */
final class Hostility {
    private static final String NEWEST = "7zzzzzzzzzzzzzzzzzzzzzzzz";

    private final long seed;
    private final SplittableRandom random;

    Hostility(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(~seed);
    }

    /** Lets daemons die and clocks go wrong, and spoils what servers say. */
    void strike(Rollout rollout) {
        rollout.servers.faults(faults());
        for (EmbeddedHaloyd server : rollout.servers.all()) {
            if (random.nextInt(4) == 0) {
                server.clockAhead(Duration.ofSeconds(random.nextInt(-300, 300)));
            }
            if (random.nextInt(5) == 0) {
                Duration away = Duration.ofMillis(1 + random.nextInt(15_000));
                after(rollout, random.nextInt(30), () -> server.restart(away));
            }
        }
    }

    private RandomFaults faults() {
        RandomFaults faults = RandomFaults.seeded(seed).cuttingStreams(random.nextDouble(0.2));
        List<Fault> kinds = List.of(
                Fault.replyLost(),
                Fault.reset(),
                Fault.unavailable(),
                Fault.unavailableAfterExecution(),
                Fault.silence(),
                Fault.silenceAfterExecution(),
                Fault.stall(Duration.ofSeconds(random.nextInt(90))),
                Fault.delay(Duration.ofSeconds(random.nextInt(20))),
                Fault.refused(500, "internal error"),
                Fault.refused(401, "unauthorized"),
                Fault.tooManyRequests(),
                Fault.garbled(),
                Fault.padded(70 << 10),
                Fault.cutAtByte(random.nextInt(600)),
                Fault.endAfter(random.nextInt(8)),
                Fault.endWithoutMarker(),
                Fault.duplicated(),
                Fault.reordered(),
                Fault.contradicted());
        for (Fault kind : kinds) {
            faults = random.nextInt(3) == 0 ? faults.with(random.nextDouble(0.06), kind) : faults;
        }
        return faults;
    }

    /** Lets somebody else deploy an app meanwhile, now and then. */
    void sendStranger(Rollout rollout, EmbeddedHaloyd server, String app) {
        if (random.nextInt(12) == 0) {
            String id = NEWEST + random.nextInt(10);
            after(rollout, random.nextInt(20), () -> server.app(app).runningAs(id, "v9", 1, app + ".example.com"));
        }
    }

    static boolean isStranger(String id) {
        return id.startsWith(NEWEST);
    }

    private static void after(Rollout rollout, int seconds, Runnable happening) {
        rollout.time.schedule(happening, seconds, TimeUnit.SECONDS);
    }
}
