package dev.haloy.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
    private static final String RFC3339 = "2026-01-02T03:04:05.678Z";
    private static final String HTTP = "Fri, 02 Jan 2026 03:04:05 GMT";

    private static Optional<Instant> byTheJdk(String rfc3339) {
        try {
            return Optional.of(OffsetDateTime.parse(rfc3339).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> httpByTheJdk(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    @Test
    void moments_are_read_as_they_were_written() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 2000; i++) {
            Instant moment = Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(1_000_000_000));
            Instant second = Instant.ofEpochSecond(moment.getEpochSecond());
            assertThat(Timestamps.rfc3339(moment.toString())).contains(moment);
            assertThat(Timestamps.rfc3339(second.toString())).contains(second);
            assertThat(Timestamps.http(DateTimeFormatter.RFC_1123_DATE_TIME.format(moment.atOffset(ZoneOffset.UTC))))
                    .contains(second);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-02T03:04:05Z",
                "2026-01-02T03:04:05.1Z",
                "2026-01-02T03:04:05.000000001Z",
                "2026-01-02T05:04:05.5+02:00",
                "2026-01-02T03:04Z",
                "2024-02-29T00:00:00Z",
                "2026-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-01-02T24:00:00Z",
                "2026-01-02T03:04:05.Z",
                "2026-01-02T03:04:05.1234567890Z",
                "2026-01-02 03:04:05Z",
                "now",
                ""
            })
    void rfc_3339_means_what_the_jdk_says_it_means(String text) {
        assertThat(Timestamps.rfc3339(text)).isEqualTo(byTheJdk(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Fri, 02 Jan 2026 03:04:05 GMT",
                "Fri, 2 Jan 2026 03:04:05 GMT",
                "Fri, 02 Jan 2026 05:04:05 +0200",
                "Fri, 02 Foo 2026 03:04:05 GMT",
                "Fri, 02 anF 2026 03:04:05 GMT",
                "Fri, 31 Feb 2026 03:04:05 GMT",
                "Fri, 02 Jan 2026 03-04-05 GMT",
                ""
            })
    void a_date_of_http_means_what_the_jdk_says_it_means(String text) {
        assertThat(Timestamps.http(text)).isEqualTo(httpByTheJdk(text));
    }

    @Test
    void damaged_moments_are_none_or_those_that_the_jdk_sees() {
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < 5000; i++) {
            String rfc3339 = damaged(RFC3339, random);
            assertThat(Timestamps.rfc3339(rfc3339)).as(rfc3339).isEqualTo(byTheJdk(rfc3339));
            // The day of the week and the punctuation before the clock are not looked at.
            Timestamps.http(damaged(HTTP, random));
        }
    }

    private static String damaged(String text, SplittableRandom random) {
        StringBuilder damaged = new StringBuilder(text);
        damaged.setCharAt(random.nextInt(text.length()), (char) (' ' + random.nextInt(95)));
        if (random.nextBoolean()) {
            damaged.deleteCharAt(random.nextInt(damaged.length()));
        }
        return damaged.toString();
    }
}
