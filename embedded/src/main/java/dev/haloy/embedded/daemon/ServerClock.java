package dev.haloy.embedded.daemon;

import dev.haloy.embedded.wire.RawSide;
import dev.haloy.embedded.wire.TimeLine;
import dev.haloy.embedded.wire.WireAnswer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/** The clock of one server, which may be wrong. Only what it shows is: time passes as everywhere. */
public final class ServerClock implements TimeLine {
    private final TimeLine time;
    private volatile Duration ahead = Duration.ZERO;

    /** A clock that is right. */
    public ServerClock(TimeLine time) {
        this.time = time;
    }

    /** Sets it wrong by this much; negative for a clock that is behind. */
    public void ahead(Duration duration) {
        ahead = duration;
    }

    @Override
    public Instant instant() {
        return time.instant().plus(ahead);
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        return time.after(delay, task);
    }

    /** The same answer with the date that this clock shows. */
    public WireAnswer dated(WireAnswer answer) {
        return ahead.isZero() ? answer : new Dated(answer);
    }

    private final class Dated implements WireAnswer {
        private final WireAnswer client;

        Dated(WireAnswer client) {
            this.client = client;
        }

        @Override
        public void head(int status, List<Map.Entry<String, String>> headers) {
            String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(instant().atOffset(ZoneOffset.UTC));
            client.head(status, Headers.plus(headers, Map.entry("Date", date)));
        }

        @Override
        public void write(byte[] piece) {
            client.write(piece);
        }

        @Override
        public void finish() {
            client.finish();
        }

        @Override
        public void cut() {
            client.cut();
        }

        @Override
        public void onGone(Runnable action) {
            client.onGone(action);
        }

        @Override
        public void upgrade(List<Map.Entry<String, String>> headers, RawSide.Opener other) {
            client.upgrade(headers, other);
        }

        @Override
        public int waiting() {
            return client.waiting();
        }
    }
}
