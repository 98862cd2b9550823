package dev.haloy.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which configuration a parameter of type {@link Rehearsal} is about; without it {@code haloy.yaml} in the working directory.
 * The seed is that of {@link WithHaloyServers}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface OfConfig {
    /** The file, or a folder with a {@code haloy.yaml}; relative to the working directory. */
    String value();
}
