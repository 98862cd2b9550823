package dev.haloy.testkit;

import java.time.Duration;
import java.util.Locale;

/** Durations for people. */
final class Durations {
    private Durations() {}

    /** Seconds with one decimal, and minutes from one on. */
    static String words(Duration duration) {
        double seconds = duration.toMillis() / 1000.0;
        return duration.toMinutes() == 0
                ? String.format(Locale.ROOT, "%.1f s", seconds)
                : String.format(Locale.ROOT, "%d min %02d s", duration.toMinutes(), duration.toSecondsPart());
    }
}
