package dev.haloy.testkit;

import dev.haloy.embedded.fault.Endpoint;
import dev.haloy.embedded.fault.Fault;
import dev.haloy.embedded.fault.FaultRule;
import dev.haloy.embedded.fault.RandomFaults;
import dev.haloy.embedded.script.Behaviour;
import dev.haloy.resolve.ResolvedTarget;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What goes wrong in a rehearsal: by chance, but the same for the same seed. Put together with {@link #and}; immutable.
 *
 * <pre>{@code
 * Faults.flakyNetwork().and(Faults.restarts()).and(Faults.unhealthyVersion("eu-west"))
 * }</pre>
 */
public final class Faults {
    private static final Faults NONE = new Faults("no faults", wire -> wire, scene -> {});
    private static final double BREAK_RATE = 0.025;
    private static final double CUT_RATE = 0.05;
    private static final double LIMIT_RATE = 0.1;
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(2);
    private static final int WITHIN_SECONDS = 20;
    private static final int LONGEST_OUTAGE_SECONDS = 12;

    private final String name;
    private final UnaryOperator<RandomFaults> wire;
    private final Consumer<Scene> script;

    private Faults(String name, UnaryOperator<RandomFaults> wire, Consumer<Scene> script) {
        this.name = name;
        this.wire = wire;
        this.script = script;
    }

    /** Nothing goes wrong. */
    public static Faults none() {
        return NONE;
    }

    /** 5 % of connections are lost, half of them after the request was executed; likewise 5 % of answers are 503; 5 % of streams break. */
    public static Faults flakyNetwork() {
        return onTheWire(
                "flaky-network",
                wire -> wire.with(BREAK_RATE, Fault.replyLost())
                        .with(BREAK_RATE, Fault.reset())
                        .with(BREAK_RATE, Fault.unavailable())
                        .with(BREAK_RATE, Fault.unavailableAfterExecution())
                        .cuttingStreams(CUT_RATE));
    }

    /** Requests are under way for up to two seconds. */
    public static Faults slowNetwork() {
        return onTheWire("slow-network", wire -> wire.delayingUpTo(LONGEST_DELAY));
    }

    /** A tenth of requests is refused with 429. */
    public static Faults rateLimits() {
        return onTheWire("rate-limits", wire -> wire.with(LIMIT_RATE, Fault.tooManyRequests()));
    }

    /** Every server executes the first request to deploy, and the answer gets lost. */
    public static Faults lostReplies() {
        return scripted(
                "lost-replies",
                scene -> scene.servers()
                        .all()
                        .forEach(server -> server.fault(FaultRule.next(Endpoint.DEPLOY, Fault.replyLost()))));
    }

    /** Every server's daemon is killed once in the first twenty seconds, half of the time, and stays away for up to twelve. */
    public static Faults restarts() {
        return scripted(
                "restarts",
                scene -> scene.servers().all().forEach(server -> {
                    if (scene.random().nextBoolean()) {
                        Duration moment = Duration.ofMillis(scene.random().nextInt(WITHIN_SECONDS * 1000));
                        Duration away = Duration.ofMillis(1 + scene.random().nextInt(LONGEST_OUTAGE_SECONDS * 1000));
                        scene.after(moment, () -> server.restart(away));
                    }
                }));
    }

    /** New containers fail up to five health checks before they are healthy; the daemon gives up after six. */
    public static Faults slowHealthChecks() {
        return scripted("slow-health-checks", scene -> {
            for (ResolvedTarget target : scene.targets()) {
                int probes = scene.random().nextInt(6);
                scene.appOf(target.key()).everyDeployment(Behaviour.slowHealth(probes));
            }
        });
    }

    /** The new version of a target never becomes healthy. */
    public static Faults unhealthyVersion(String target) {
        return scripted(
                "unhealthy=" + target, scene -> scene.appOf(target).everyDeployment(Behaviour.failsHealthCheck()));
    }

    /** The image of a target cannot be pulled. */
    public static Faults missingImage(String target) {
        return scripted(
                "missing-image=" + target, scene -> scene.appOf(target).everyDeployment(Behaviour.imageMissing()));
    }

    /** No image can be built. */
    public static Faults failedBuild() {
        return scripted("failed-build", scene -> {
            TestDocker docker = scene.servers().docker();
            for (ResolvedTarget target : scene.targets()) {
                if (target.image().mustBeBuilt()) {
                    docker.failsToBuild(target.image().reference(), "this build fails in the rehearsal");
                }
            }
        });
    }

    /** Each new version fails with this chance: unhealthy, crashing, or an image that cannot be pulled. */
    public static Faults badVersions(double chance) {
        List<Behaviour> bad = List.of(Behaviour.failsHealthCheck(), Behaviour.crashLoops(), Behaviour.imageMissing());
        return scripted("bad-versions", scene -> {
            for (ResolvedTarget target : scene.targets()) {
                if (scene.random().nextDouble() < chance) {
                    Behaviour behaviour = bad.get(scene.random().nextInt(bad.size()));
                    scene.appOf(target.key()).everyDeployment(behaviour);
                }
            }
        });
    }

    /** Anything else, for example {@code scene -> scene.serverOf("eu").latency(ofSeconds(1))}; draw chance from the scene only. */
    public static Faults scripted(String name, Consumer<Scene> script) {
        return new Faults(name, wire -> wire, script);
    }

    private static Faults onTheWire(String name, UnaryOperator<RandomFaults> wire) {
        return new Faults(name, wire, scene -> {});
    }

    /**
     * The faults of a name, as the command line takes it: {@code flaky-network}, {@code slow-network}, {@code rate-limits}, {@code
     * lost-replies}, {@code restarts}, {@code slow-health-checks}, {@code bad-versions} (each fails with a chance of a tenth),
     * {@code failed-build}, {@code unhealthy=TARGET}, {@code missing-image=TARGET}, {@code none}.
     *
     * @return empty if there are none of that name
     */
    public static Optional<Faults> named(String name) {
        String word = name.strip().toLowerCase(Locale.ROOT);
        int equals = name.indexOf('=');
        String target = equals < 0 ? "" : name.substring(equals + 1).strip();
        return Optional.ofNullable(
                switch (equals < 0 ? word : word.substring(0, word.indexOf('=') + 1)) {
                    case "none" -> none();
                    case "flaky-network" -> flakyNetwork();
                    case "slow-network" -> slowNetwork();
                    case "rate-limits" -> rateLimits();
                    case "lost-replies" -> lostReplies();
                    case "restarts" -> restarts();
                    case "slow-health-checks" -> slowHealthChecks();
                    case "bad-versions" -> badVersions(0.1);
                    case "failed-build" -> failedBuild();
                    case "unhealthy=" -> unhealthyVersion(target);
                    case "missing-image=" -> missingImage(target);
                    default -> null;
                });
    }

    /** These and those. Where both say how a target's new version goes, those count. */
    public Faults and(Faults others) {
        if (this == NONE || others == NONE) {
            return this == NONE ? others : this;
        }
        return new Faults(
                name + " + " + others.name,
                faults -> others.wire.apply(wire.apply(faults)),
                script.andThen(others.script));
    }

    /** Lets them loose on a run. */
    void strike(Scene scene, long seed) {
        scene.servers().all().forEach(server -> server.faults(wire.apply(RandomFaults.seeded(seed))));
        script.accept(scene);
    }

    /** Their names. */
    @Override
    public String toString() {
        return name;
    }
}
