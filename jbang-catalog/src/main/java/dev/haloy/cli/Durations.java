package dev.haloy.cli;

import java.time.Duration;

/** Reads times as people type them: {@code 90s}, {@code 5m}, {@code 1h}; a bare number is seconds. */
final class Durations {
    private static final int MAX_DIGITS = 9;

    private Durations() {}

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
