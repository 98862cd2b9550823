package dev.haloy.testkit;

import dev.haloy.embedded.fault.Endpoint;
import dev.haloy.embedded.fault.Fault;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.Supplier;

/**
 * Lets something go wrong on the wire in one test, beside {@link WithHaloyServers}. May be repeated; for anything else script the servers
 * in the test.
 *
 * <pre>{@code
 * @Test
 * @WithFault(endpoint = Endpoint.DEPLOY, kind = WithFault.Kind.REPLY_LOST)
 * void finds_out_what_became_of_it(HaloyServers servers) { ... }
 * }</pre>
 */
@Documented
@Repeatable(WithFault.All.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface WithFault {
    /** The server; every server of the test if empty. */
    String server() default "";

    /** Which requests. */
    Endpoint endpoint();

    /** What goes wrong. */
    Kind kind();

    /** The first request that it happens to, counted from 1 for each server. */
    int first() default 1;

    /** How many requests it happens to; {@link Integer#MAX_VALUE} for all. */
    int times() default 1;

    /** What can go wrong, in the words of {@link Fault}. */
    enum Kind {
        /** The request is executed, the answer gets lost. */
        REPLY_LOST(Fault::replyLost),
        /** The connection ends before the request is executed. */
        RESET(Fault::reset),
        /** 503 with HTML from the proxy. */
        UNAVAILABLE(Fault::unavailable),
        /** The same, but the request was executed. */
        UNAVAILABLE_AFTER_EXECUTION(Fault::unavailableAfterExecution),
        /** 429 from the daemon. */
        TOO_MANY_REQUESTS(Fault::tooManyRequests),
        /** A stream is cut after its first entry. */
        CUT_STREAM(() -> Fault.cutAfter(1)),
        /** A stream ends without the entry that ends a deployment. */
        END_WITHOUT_MARKER(Fault::endWithoutMarker);

        private final Supplier<Fault> fault;

        Kind(Supplier<Fault> fault) {
            this.fault = fault;
        }

        Fault fault() {
            return fault.get();
        }
    }

    /** Several faults of one test. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @interface All {
        /** The faults. */
        WithFault[] value();
    }
}
