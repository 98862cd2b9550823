package dev.haloy.embedded.daemon;

import dev.haloy.embedded.wire.GoneConnection;
import dev.haloy.embedded.wire.RawSide;
import dev.haloy.embedded.wire.TimeLine;
import dev.haloy.embedded.wire.WireAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The way of one answer through the proxy: if it does not begin within 60 s, or the daemon breaks off before that, the
 * client gets the proxy's page, and the daemon sees a client that has left.
 */
final class ProxyHop implements WireAnswer {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TimeLine time;
    private final WireAnswer client;
    private final boolean upgrades;
    private final List<Runnable> goneActions = new ArrayList<>(1);
    private TimeLine.@Nullable Timer patience;
    private boolean begun;
    private boolean gone;

    /** {@code upgrades}: the client has asked for another protocol, without which the proxy lets none through. */
    ProxyHop(TimeLine time, WireAnswer client, boolean upgrades) {
        this.time = time;
        this.client = client;
        this.upgrades = upgrades;
        client.onGone(this::leave);
    }

    /** The request has been passed on completely: from now on the daemon has 60 s. */
    void await() {
        if (!begun && !gone) {
            patience = time.after(PATIENCE, this::giveUp);
        }
    }

    private void giveUp() {
        Pages.unavailable(client);
        leave();
    }

    private void leave() {
        stopWaiting();
        gone = true;
        List<Runnable> actions = List.copyOf(goneActions);
        goneActions.clear();
        actions.forEach(Runnable::run);
    }

    private void stopWaiting() {
        begun = true;
        TimeLine.Timer pending = patience;
        if (pending != null) {
            pending.cancel();
        }
    }

    @Override
    public void head(int status, List<Map.Entry<String, String>> headers) {
        stopWaiting();
        if (!gone) {
            client.head(status, headers);
        }
    }

    @Override
    public void upgrade(List<Map.Entry<String, String>> headers, RawSide.Opener other) {
        if (!gone && !upgrades) {
            giveUp();
        }
        stopWaiting();
        if (gone) {
            other.open(new GoneConnection()).gone();
        } else {
            List<Map.Entry<String, String>> passed = new ArrayList<>(headers);
            passed.add(Map.entry("Content-Length", "0"));
            client.upgrade(passed, other);
        }
    }

    @Override
    public void write(byte[] piece) {
        if (!gone) {
            client.write(piece);
        }
    }

    @Override
    public void finish() {
        if (!gone) {
            client.finish();
        }
    }

    @Override
    public void cut() {
        if (gone) {
            return;
        }
        boolean page = !begun;
        stopWaiting();
        if (page) {
            Pages.unavailable(client);
        } else {
            client.cut();
        }
    }

    @Override
    public void onGone(Runnable action) {
        if (gone) {
            time.after(Duration.ZERO, action);
        } else {
            goneActions.add(action);
        }
    }

    @Override
    public int waiting() {
        return client.waiting();
    }
}
