package dev.haloy.client;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The id of one version of an app on a server: a ULID in lower case, so that text order is time order. Servers decide by
 * that order which version is the newest.
 *
 * @param value the text, as servers show it
 */
public record DeploymentId(String value) implements Comparable<DeploymentId> {
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int TIME_DIGITS = 10;
    private static final int RANDOM_DIGITS = 16;
    private static final int LENGTH = TIME_DIGITS + RANDOM_DIGITS;

    /** A new id for this moment, greater than every given one even if their clocks ran ahead of ours. */
    public static DeploymentId next(Instant now, RandomGenerator random, Iterable<DeploymentId> older) {
        long millis = now.toEpochMilli();
        for (DeploymentId id : older) {
            millis = Math.max(
                    millis, id.time().map(time -> time.toEpochMilli() + 1).orElse(0L));
        }
        StringBuilder text = new StringBuilder(LENGTH);
        for (int shift = (TIME_DIGITS - 1) * 5; shift >= 0; shift -= 5) {
            text.append(DIGITS.charAt((int) (millis >>> shift) & 31));
        }
        for (int i = 0; i < RANDOM_DIGITS; i++) {
            text.append(DIGITS.charAt(random.nextInt(32)));
        }
        return new DeploymentId(text.toString());
    }

    /** When it was made, by its maker's clock; empty if it is not a ULID. */
    public Optional<Instant> time() {
        if (value.length() != LENGTH) {
            return Optional.empty();
        }
        String lower = value.toLowerCase(Locale.ROOT);
        long millis = 0;
        for (int i = 0; i < LENGTH; i++) {
            int digit = DIGITS.indexOf(lower.charAt(i));
            if (digit < 0) {
                return Optional.empty();
            }
            millis = i < TIME_DIGITS ? millis << 5 | digit : millis;
        }
        return Optional.of(Instant.ofEpochMilli(millis));
    }

    @Override
    public int compareTo(DeploymentId other) {
        return value.compareTo(other.value);
    }

    /** The text. */
    @Override
    public String toString() {
        return value;
    }
}
