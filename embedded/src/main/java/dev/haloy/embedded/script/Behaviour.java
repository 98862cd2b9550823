package dev.haloy.embedded.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * How one deployment goes once the daemon has accepted it. Start from a factory and refine: every method returns a
 * changed copy.
 *
 * <pre>{@code
 * servers.at("prod.example.com").app("shop").nextDeployment(failsHealthCheck().printing("cannot reach the database"));
 * }</pre>
 */
public final class Behaviour {
    private static final Behaviour HEALTHY = new Behaviour();

    private boolean imageMissing;
    private int failingProbes;
    private int sickReplica;
    private Duration healthyAfter = Duration.ZERO;
    private Duration upTime = Duration.ZERO;
    private Duration lifeTime = Duration.ZERO;
    private boolean certificateFails;
    private boolean marker = true;
    private boolean checkedByDocker;
    private Duration dockerChecksFor = Duration.ZERO;
    private Duration pullTime = Duration.ZERO;
    private Duration startTime = Duration.ZERO;
    private Duration stopTime = Duration.ofMillis(60);
    private List<String> output = List.of("listening");

    private Behaviour() {}

    private Behaviour(Behaviour from) {
        imageMissing = from.imageMissing;
        failingProbes = from.failingProbes;
        sickReplica = from.sickReplica;
        healthyAfter = from.healthyAfter;
        upTime = from.upTime;
        lifeTime = from.lifeTime;
        certificateFails = from.certificateFails;
        marker = from.marker;
        checkedByDocker = from.checkedByDocker;
        dockerChecksFor = from.dockerChecksFor;
        pullTime = from.pullTime;
        startTime = from.startTime;
        stopTime = from.stopTime;
        output = from.output;
    }

    /** Starts in a quarter of a second and is healthy at once. */
    public static Behaviour healthy() {
        return HEALTHY;
    }

    /** Starts, but never passes a health check. An app without domains is never checked and does not fail by this. */
    public static Behaviour failsHealthCheck() {
        return slowHealth(Integer.MAX_VALUE);
    }

    /** Only the given replica (from 1) is sick; the daemon calls that a success. */
    public static Behaviour oneSickReplica(int replica) {
        Behaviour copy = failsHealthCheck().copy();
        copy.sickReplica = replica;
        return copy;
    }

    /** Fails the first {@code probes} health checks of each container; the daemon gives up after 6. */
    public static Behaviour slowHealth(int probes) {
        Behaviour copy = HEALTHY.copy();
        copy.failingProbes = probes;
        return copy;
    }

    /** Fails health checks until it has been up this long; about 15 s is what the daemon waits. */
    public static Behaviour healthyAfter(Duration upTime) {
        Behaviour copy = HEALTHY.copy();
        copy.healthyAfter = upTime;
        return copy;
    }

    /** Exits a tenth of a second after each start, and is started again and again. */
    public static Behaviour crashLoops() {
        return crashLoops(Duration.ofMillis(100));
    }

    /** Exits this long after each start, and is started again and again with growing pauses. */
    public static Behaviour crashLoops(Duration upTime) {
        Behaviour copy = HEALTHY.copy();
        copy.upTime = upTime;
        return copy;
    }

    /** The image can neither be found nor pulled. */
    public static Behaviour imageMissing() {
        Behaviour copy = HEALTHY.copy();
        copy.imageMissing = true;
        return copy;
    }

    /** Healthy, but no certificate can be had for its domains: declared failed, although it serves. */
    public static Behaviour failsCertificate() {
        Behaviour copy = HEALTHY.copy();
        copy.certificateFails = true;
        return copy;
    }

    /** Goes well, but the entry that says so gets lost. */
    public static Behaviour noMarker() {
        Behaviour copy = HEALTHY.copy();
        copy.marker = false;
        return copy;
    }

    /** Once declared deployed, its containers are removed this much later, as a careless neighbour would do it. */
    public Behaviour vanishesAfter(Duration duration) {
        Behaviour copy = copy();
        copy.lifeTime = duration;
        return copy;
    }

    /**
     * The image brings a check of its own, which Docker runs; it comes to a result after this time. The daemon asks for
     * that for 30 s instead of asking the container.
     */
    public Behaviour checkedByDocker(Duration checking) {
        Behaviour copy = copy();
        copy.checkedByDocker = true;
        copy.dockerChecksFor = checking;
        return copy;
    }

    /** What its containers print; shown in the log when they fail. Several lines at will. */
    public Behaviour printing(String... lines) {
        Behaviour copy = copy();
        copy.output = List.of(lines);
        return copy;
    }

    /** The image is not on the server yet, and pulling it takes this long. */
    public Behaviour pullTakes(Duration duration) {
        Behaviour copy = copy();
        copy.pullTime = duration;
        return copy;
    }

    /** Each container takes this much longer to be created. */
    public Behaviour startTakes(Duration duration) {
        Behaviour copy = copy();
        copy.startTime = duration;
        return copy;
    }

    /** Its containers take this long to stop; 20 s is what Docker waits for those that ignore the signal. */
    public Behaviour stopTakes(Duration duration) {
        Behaviour copy = copy();
        copy.stopTime = duration;
        return copy;
    }

    /** Whether the image is missing. */
    public boolean isImageMissing() {
        return imageMissing;
    }

    /** How many health checks the replica fails before it is healthy. */
    public int failingProbes(int replica) {
        return sickReplica == 0 || sickReplica == replica ? failingProbes : 0;
    }

    /** How long a container must be up before health checks pass. */
    public Duration healthyAfter() {
        return healthyAfter;
    }

    /** After how many milliseconds a container exits by itself; empty if it stays up. */
    public OptionalInt crashesAfterMillis() {
        return upTime.isZero() ? OptionalInt.empty() : OptionalInt.of((int) upTime.toMillis());
    }

    /** How long after its success its containers are removed; zero if they stay. */
    public Duration lifeTime() {
        return lifeTime;
    }

    /** Whether certificates for its domains cannot be had. */
    public boolean isCertificateFailing() {
        return certificateFails;
    }

    /** Whether the entry that ends the deployment is published. */
    public boolean hasMarker() {
        return marker;
    }

    /** How long pulling takes; zero if the image is there. */
    public Duration pullTime() {
        return pullTime;
    }

    /** What creating a container takes on top of the usual. */
    public Duration startTime() {
        return startTime;
    }

    /** How long stopping a container takes. */
    public Duration stopTime() {
        return stopTime;
    }

    /** Whether Docker checks its containers. */
    public boolean isCheckedByDocker() {
        return checkedByDocker;
    }

    /** How long Docker checks a container before there is a result. */
    public Duration dockerChecksFor() {
        return dockerChecksFor;
    }

    /** What a container prints. */
    public List<String> output() {
        return output;
    }

    private Behaviour copy() {
        return new Behaviour(this);
    }

    @Override
    public String toString() {
        List<String> traits = new ArrayList<>();
        if (imageMissing) {
            traits.add("image missing");
        }
        if (failingProbes > 0) {
            traits.add("unhealthy for " + failingProbes + " probes");
        }
        if (!upTime.isZero()) {
            traits.add("exits after " + upTime);
        }
        if (certificateFails) {
            traits.add("no certificate");
        }
        if (!marker) {
            traits.add("no end marker");
        }
        return traits.isEmpty() ? "healthy" : String.join(", ", traits);
    }
}
