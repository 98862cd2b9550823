package dev.haloy.secret;

import java.util.Objects;

/**
 * A value that nobody may see. It prints as a mask, cannot be serialised, and two secrets are equal if their values are.
 *
 * <p>Only the encoder of requests and the process runner read the value; anything else that shows a secret shows {@value
 * #MASK}.
 */
public final class Secret implements Text {
    /** What stands in place of a secret. */
    public static final String MASK = "***";

    private final String value;

    private Secret(String value) {
        this.value = Objects.requireNonNull(value);
    }

    /** Wraps a value. */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /** The value itself. Every call is a place where it can leak: who calls this is checked by a test. */
    public String reveal() {
        return value;
    }

    @Override
    public int length() {
        return value.length();
    }

    @Override
    public String shown() {
        return MASK;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && value.equals(secret.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** The mask. */
    @Override
    public String toString() {
        return MASK;
    }
}
