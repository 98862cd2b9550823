package dev.haloy.embedded.fault;

import dev.haloy.embedded.daemon.Pages;
import dev.haloy.embedded.daemon.Turns;
import dev.haloy.embedded.wire.RawSide;
import dev.haloy.embedded.wire.WireAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** The way back of one answer, with what goes wrong on it. */
final class FaultyAnswer implements WireAnswer {
    private static final byte[] MARKER = "\"isDeploymentComplete\":true".getBytes(StandardCharsets.US_ASCII);

    private final Turns turns;
    private final WireAnswer client;
    private final Fault fault;
    private final IntConsumer status;
    private final SpoiledBody body;
    private final ArrayDeque<Runnable> held = new ArrayDeque<>();
    private @Nullable Runnable onGone;
    private boolean holding;
    private boolean broken;
    private int entries;

    /** {@code status} hears the status that the client gets to see. */
    FaultyAnswer(Turns turns, WireAnswer client, Fault fault, IntConsumer status) {
        this.turns = turns;
        this.client = client;
        this.fault = fault;
        this.status = status;
        this.body = new SpoiledBody(turns, client, fault);
        client.onGone(() -> turns.take(this::clientLeft));
    }

    /** Keeps back everything until {@link #release}. */
    void hold() {
        holding = true;
    }

    void release() {
        holding = false;
        while (!held.isEmpty() && !broken) {
            held.remove().run();
        }
    }

    /** The proxy gives up waiting for the daemon. */
    void giveUp() {
        held.clear();
        replaceByPage();
    }

    @Override
    public void head(int code, List<Map.Entry<String, String>> headers) {
        pass(() -> {
            if (fault instanceof Fault.ReplyLost) {
                breakOff();
            } else if (fault instanceof Fault.Unavailable) {
                replaceByPage();
            } else {
                status.accept(code);
                client.head(code, body.headers(headers));
                cutIfDue();
            }
        });
    }

    @Override
    public void write(byte[] piece) {
        pass(() -> {
            if (fault instanceof Fault.EndWithoutMarker && contains(piece)) {
                end(false);
                return;
            }
            if (body.write(piece)) {
                end(true);
                return;
            }
            if (fault instanceof Fault.EndEarly && piece.length > 0 && piece[0] == 'd') {
                entries++;
                cutIfDue();
            }
        });
    }

    @Override
    public void upgrade(List<Map.Entry<String, String>> headers, RawSide.Opener other) {
        pass(() -> {
            if (fault instanceof Fault.ReplyLost) {
                breakOff();
            } else if (fault instanceof Fault.Unavailable) {
                replaceByPage();
            } else {
                status.accept(101);
                client.upgrade(headers, raw -> new TurnsSide(turns, other.open(raw)));
            }
        });
    }

    @Override
    public void finish() {
        pass(() -> {
            body.release();
            client.finish();
        });
    }

    @Override
    public void cut() {
        pass(client::cut);
    }

    @Override
    public void onGone(Runnable action) {
        onGone = action;
        if (broken) {
            clientLeft();
        }
    }

    @Override
    public int waiting() {
        return client.waiting();
    }

    private void pass(Runnable step) {
        if (holding) {
            held.add(step);
        } else if (!broken) {
            step.run();
        }
    }

    private void cutIfDue() {
        if (fault instanceof Fault.EndEarly early && entries >= early.entries()) {
            end(early.cut());
        }
    }

    private void replaceByPage() {
        status.accept(503);
        Pages.unavailable(client);
        tellModel();
    }

    private void breakOff() {
        end(true);
    }

    private void end(boolean cut) {
        if (cut) {
            client.cut();
        } else {
            client.finish();
        }
        tellModel();
    }

    /** For the daemon a broken connection looks like a client that left. */
    private void tellModel() {
        broken = true;
        turns.after(Duration.ZERO, this::clientLeft);
    }

    private void clientLeft() {
        broken = true;
        Runnable action = onGone;
        onGone = null;
        if (action != null) {
            action.run();
        }
    }

    private static boolean contains(byte[] piece) {
        for (int start = 0; start + MARKER.length <= piece.length; start++) {
            int i = 0;
            while (i < MARKER.length && piece[start + i] == MARKER[i]) {
                i++;
            }
            if (i == MARKER.length) {
                return true;
            }
        }
        return false;
    }
}
