package dev.haloy.embedded;

import dev.haloy.embedded.wire.RawConnection;
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
import org.jspecify.annotations.Nullable;

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
    private boolean left;
    private @Nullable RawSide side;
    private @Nullable Runnable onGone;

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
        side = other.open(new Client());
    }

    @Override
    public void write(byte[] piece) {
        if (!left) {
            lastPiece = time.instant();
            body.writeBytes(piece);
        }
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
    public void onGone(Runnable action) {
        onGone = action;
    }

    /** The client leaves, unless the answer is complete. */
    void leave() {
        Runnable action = onGone;
        if (!finished && !left && action != null) {
            left = true;
            action.run();
        }
    }

    boolean hasLeft() {
        return left;
    }

    /** Sends something after an upgrade. */
    void say(String text) {
        RawSide other = side;
        if (other != null) {
            other.bytes(text.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    /** The way to this client after an upgrade. */
    private final class Client implements RawConnection {
        @Override
        public void write(byte[] piece) {
            RecordedAnswer.this.write(piece);
        }

        @Override
        public long queuedBytes() {
            return 0;
        }

        @Override
        public void pauseInput(boolean pause) {}

        @Override
        public void endOutput() {}

        @Override
        public void close() {
            RawSide other = side;
            side = null;
            if (other != null) {
                other.gone();
            }
        }

        @Override
        public void reset() {
            close();
        }
    }

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
