package dev.haloy.embedded;

import dev.haloy.embedded.wire.GoneConnection;
import dev.haloy.embedded.wire.RawSide;
import dev.haloy.embedded.wire.WireAnswer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** An answer as the model gives it, before any front. */
final class RecordedAnswer implements WireAnswer {
    int status;
    final Map<String, String> headers = new TreeMap<>();
    private final VirtualTime time;
    private final Instant asked;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private Instant lastPiece;
    private boolean finished;
    private boolean cut;

    RecordedAnswer(VirtualTime time) {
        this.time = time;
        this.asked = time.instant();
        this.lastPiece = asked;
    }

    @Override
    public void head(int code, List<Map.Entry<String, String>> sent) {
        status = code;
        sent.forEach(header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
    }

    @Override
    public void upgrade(List<Map.Entry<String, String>> sent, RawSide.Opener other) {
        head(101, sent);
        finished = true;
        other.open(new GoneConnection()).gone();
    }

    @Override
    public void write(byte[] piece) {
        lastPiece = time.instant();
        body.writeBytes(piece);
    }

    @Override
    public void finish() {
        finished = true;
    }

    @Override
    public void cut() {
        cut = true;
    }

    @Override
    public void onGone(Runnable action) {}

    String body() {
        return body.toString(StandardCharsets.UTF_8);
    }

    List<String> lines() {
        return body().lines().filter(line -> !line.isEmpty()).toList();
    }

    Duration lastPieceAfter() {
        return Duration.between(asked, lastPiece);
    }

    boolean isComplete() {
        return finished && !cut;
    }
}
