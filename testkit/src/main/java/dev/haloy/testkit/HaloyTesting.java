package dev.haloy.testkit;

import dev.haloy.embedded.script.Behaviour;
import dev.haloy.embedded.script.Layout;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * Every word that tests of rollouts begin a phrase with, for one static import: how many containers run, how deployments go, what must
 * hold in a rehearsal, and the assertions of {@link HaloyAssertions}.
 *
 * <pre>{@code
 * import static dev.haloy.testkit.HaloyTesting.*;
 *
 * servers.at("prod.haloy.com").app("shop").running("v1", replicas(2)).nextDeployment(failsHealthCheck());
 * assertThat(project.allTargets().tryDeploy()).target("eu").failedBecause("health check").stillServes("v1");
 * }</pre>
 */
public final class HaloyTesting extends HaloyAssertions {
    private HaloyTesting() {}

    /** See {@link Layout#replicas}. */
    public static Layout replicas(int number) {
        return Layout.replicas(number);
    }

    /** See {@link Behaviour#healthy}. */
    public static Behaviour healthy() {
        return Behaviour.healthy();
    }

    /** See {@link Behaviour#failsHealthCheck}. */
    public static Behaviour failsHealthCheck() {
        return Behaviour.failsHealthCheck();
    }

    /** See {@link Behaviour#oneSickReplica}. */
    public static Behaviour oneSickReplica(int replica) {
        return Behaviour.oneSickReplica(replica);
    }

    /** See {@link Behaviour#slowHealth}. */
    public static Behaviour slowHealth(int probes) {
        return Behaviour.slowHealth(probes);
    }

    /** See {@link Behaviour#healthyAfter}. */
    public static Behaviour healthyAfter(Duration upTime) {
        return Behaviour.healthyAfter(upTime);
    }

    /** See {@link Behaviour#crashLoops()}. */
    public static Behaviour crashLoops() {
        return Behaviour.crashLoops();
    }

    /** See {@link Behaviour#imageMissing}. */
    public static Behaviour imageMissing() {
        return Behaviour.imageMissing();
    }

    /** See {@link Behaviour#failsCertificate}. */
    public static Behaviour failsCertificate() {
        return Behaviour.failsCertificate();
    }

    /** See {@link Property#always}. */
    public static Property always(Predicate<? super RunMoment> condition) {
        return Property.always(condition);
    }

    /** See {@link Property#never}. */
    public static Property never(Predicate<? super RunMoment> condition) {
        return Property.never(condition);
    }

    /** See {@link Property#twoOf}. */
    public static TargetGroup twoOf(String... targets) {
        return Property.twoOf(targets);
    }
}
