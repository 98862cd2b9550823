package dev.haloy.embedded.daemon;

import dev.haloy.embedded.daemon.History.Published;
import dev.haloy.embedded.wire.TimeLine;
import dev.haloy.embedded.wire.WireAnswer;
import java.util.ArrayList;
import java.util.List;

/**
 * The entries of one deployment and its readers. In the original the readers share one queue, so each entry reaches one
 * of them in turn, and the whole log is forgotten when one of them leaves.
 */
final class DeploymentLog {
    private final TimeLine time;
    private final boolean shared;
    private final boolean dropsSlowReaders;
    private final Runnable forget;
    private final History history = new History();
    private final List<SseStream> readers = new ArrayList<>();
    private int turn;

    /** {@code forget} runs when the log is given up. */
    DeploymentLog(TimeLine time, boolean shared, boolean dropsSlowReaders, Runnable forget) {
        this.time = time;
        this.shared = shared;
        this.dropsSlowReaders = dropsSlowReaders;
        this.forget = forget;
    }

    void publish(Published entry) {
        history.add(entry);
        if (shared) {
            deliverInTurn(entry, false);
        } else {
            for (SseStream reader : new ArrayList<>(readers)) {
                deliver(reader, entry, false);
            }
        }
    }

    void open(WireAnswer answer) {
        SseStream[] self = new SseStream[1];
        SseStream stream = new SseStream(time, answer, () -> leave(self[0]));
        self[0] = stream;
        readers.add(stream);
        stream.open();
        for (Published entry : history.entries()) {
            if (shared) {
                deliverInTurn(entry, true);
            } else {
                deliver(stream, entry, true);
            }
            if (stream.isClosed()) {
                return;
            }
        }
    }

    private void deliverInTurn(Published entry, boolean past) {
        if (!readers.isEmpty()) {
            deliver(readers.get(turn++ % readers.size()), entry, past);
        }
    }

    private void deliver(SseStream reader, Published entry, boolean past) {
        if (past) {
            reader.replay(entry.text());
        } else {
            reader.send(entry.text());
        }
        if (entry.mark().endsDeployment() || (dropsSlowReaders && reader.isTooSlow())) {
            reader.finish();
            leave(reader);
        }
    }

    private void leave(SseStream reader) {
        readers.remove(reader);
        if (shared) {
            List<SseStream> others = new ArrayList<>(readers);
            readers.clear();
            others.forEach(SseStream::finish);
            forget.run();
        }
    }

    int openStreams() {
        return readers.size();
    }

    void cut() {
        readers.forEach(SseStream::cut);
        readers.clear();
    }
}
