package dev.haloy.embedded.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class HttpDateTest {
    private static final DateTimeFormatter EXPECTED = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    @Test
    void a_date_has_two_digits_everywhere_and_english_names() {
        assertThat(HttpDate.of(Instant.parse("1994-11-06T08:49:07.9Z"))).isEqualTo("Sun, 06 Nov 1994 08:49:07 GMT");
        Instant time = Instant.parse("2026-01-01T00:00:00Z");
        for (int step = 0; step < 800; step++) {
            assertThat(HttpDate.of(time)).isEqualTo(EXPECTED.format(time));
            time = time.plusSeconds(86_399);
        }
    }
}
