package dev.haloy.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which of the servers of {@link WithHaloyServers} a parameter of type {@link dev.haloy.embedded.EmbeddedHaloyd} is. Not needed
 * where there is only one.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface At {
    /** Its address. */
    String value();
}
