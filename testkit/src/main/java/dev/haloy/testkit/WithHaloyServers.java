package dev.haloy.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives every test of a class, or one test, its own servers at these addresses, as a parameter of type {@link HaloyServers} of
 * the test method, {@code @BeforeEach} or {@code @AfterEach}. One of them can be had alone, as an
 * {@link dev.haloy.embedded.EmbeddedHaloyd} (see {@link At}), and a {@link Rehearsal} of a configuration (see {@link OfConfig}).
 * Faults of one test can be declared by {@link WithFault}.
 *
 * <pre>{@code
 * @WithHaloyServers({"prod.haloy.com", "staging.haloy.com"})
 * class RolloutTest {
 *   @Test
 *   void keeps_the_old_version_when_the_new_one_is_unhealthy(HaloyServers servers) {
 *     servers.at("prod.haloy.com").app("my-app").running("v1").nextDeployment(failsHealthCheck());
 *     DeployResult result = servers.load("haloy.yaml").target("production").tryDeploy();
 *     assertThat(result).target("production").failedBecause("health check").stillServes("v1");
 *   }
 * }
 * }</pre>
 *
 * <p>Tests may run in parallel. A test that leaves a connection, a stream or a program open fails; so does one that leaves a child
 * process or a thread behind that keeps the process alive, unless tests run in parallel, where nobody can say whose they are. A test that fails shows
 * what every server was asked and said, as a suppressed exception below its stack trace. Of several annotations around a test
 * the nearest one counts: a method's before its class's, a nested class's before the outer one's. Works with JUnit 5.14 and 6.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(HaloyServersExtension.class)
public @interface WithHaloyServers {
    /** The addresses of the servers, as configurations name them. Add special ones by {@link HaloyServers#add}. */
    String[] value() default {};

    /** The seed of everything that is left to chance. */
    long seed() default 1;
}
