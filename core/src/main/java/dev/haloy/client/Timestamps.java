package dev.haloy.client;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Moments as servers write them. The spellings that are usual are read by hand, which is ten times faster than the formatters of the
 * JDK, and a long stream of entries has one in every line; all others are left to those.
 */
final class Timestamps {
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    private Timestamps() {}

    /** RFC 3339, for example {@code 2026-01-02T03:04:05.678Z}. */
    static Optional<Instant> rfc3339(String text) {
        Optional<Instant> usual = text.length() >= 20 && isDate(text) && text.charAt(10) == 'T' && text.endsWith("Z")
                ? fraction(text).flatMap(nanos -> moment(text, 0, number(text, 5, 7), 8, 11, nanos))
                : Optional.empty();
        return usual.or(() -> unusual(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME));
    }

    private static boolean isDate(String text) {
        return text.charAt(4) == '-' && text.charAt(7) == '-';
    }

    /** The date header of HTTP, for example {@code Fri, 02 Jan 2026 03:04:05 GMT}. */
    static Optional<Instant> http(String text) {
        Optional<Instant> usual = text.length() == 29 && text.endsWith(" GMT") && text.charAt(16) == ' '
                ? moment(text, 12, month(text), 5, 17, 0)
                : Optional.empty();
        return usual.or(() -> unusual(text, DateTimeFormatter.RFC_1123_DATE_TIME));
    }

    private static Optional<Instant> unusual(String text, DateTimeFormatter format) {
        try {
            return Optional.of(format.parse(text, OffsetDateTime::from).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The year, the day and the clock begin at these places. */
    private static Optional<Instant> moment(String text, int year, int month, int day, int clock, int nanos) {
        boolean colons = text.charAt(clock + 2) == ':' && text.charAt(clock + 5) == ':';
        int aYear = number(text, year, year + 4);
        if (!colons || aYear < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.of(
                            aYear,
                            month,
                            number(text, day, day + 2),
                            number(text, clock, clock + 2),
                            number(text, clock + 3, clock + 5),
                            number(text, clock + 6, clock + 8),
                            nanos)
                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int month(String text) {
        int at = MONTHS.indexOf(text.substring(8, 11));
        return at % 3 == 0 ? at / 3 + 1 : -1;
    }

    /** The nanoseconds of what stands between the seconds and the letter at the end. */
    private static Optional<Integer> fraction(String text) {
        int end = text.length() - 1;
        if (end == 19) {
            return Optional.of(0);
        }
        int digits = end - 20;
        int value = text.charAt(19) == '.' && digits >= 1 && digits <= 9 ? number(text, 20, end) : -1;
        if (value < 0) {
            return Optional.empty();
        }
        int nanos = value;
        for (int i = digits; i < 9; i++) {
            nanos *= 10;
        }
        return Optional.of(nanos);
    }

    /** Digits as a number; negative if there is anything else. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
