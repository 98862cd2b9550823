package dev.haloy.cli;

import java.time.Duration;
import java.time.Instant;

/** Reads times as people type them: {@code 90s}, {@code 5m}, {@code 1h}; a bare number is seconds. */
final class Durations {
    private static final int MAX_DIGITS = 9;

    private Durations() {}

    /** How long ago something was, in the largest unit that fits. */
    static String ago(Instant moment, Instant now) {
        Duration since = Duration.between(moment, now);
        if (since.isNegative()) {
            return "in the future";
        }
        if (since.toDays() > 0) {
            return Count.of(since.toDays(), "day", "days") + " ago";
        }
        if (since.toHours() > 0) {
            return Count.of(since.toHours(), "hour", "hours") + " ago";
        }
        return since.toMinutes() > 0
                ? Count.of(since.toMinutes(), "minute", "minutes") + " ago"
                : Count.of(since.toSeconds(), "second", "seconds") + " ago";
    }

    static Duration parse(String text) {
        String trimmed = text.strip();
        int digits = 0;
        while (digits < trimmed.length() && Character.digit(trimmed.charAt(digits), 10) >= 0) {
            digits++;
        }
        if (digits == 0 || digits > MAX_DIGITS) {
            throw notATime(text);
        }
        long amount = Long.parseLong(trimmed.substring(0, digits));
        Duration parsed = switch (trimmed.substring(digits)) {
            case "", "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> throw notATime(text);
        };
        if (parsed.isZero()) {
            throw notATime(text);
        }
        return parsed;
    }

    private static UsageException notATime(String text) {
        return new UsageException("'" + Visible.line(text) + "' is not a time; write 90s, 5m or 1h.");
    }
}
