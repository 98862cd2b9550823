package dev.haloy.embedded.daemon;

import dev.haloy.embedded.daemon.History.Published;
import dev.haloy.embedded.wire.TimeLine;
import dev.haloy.embedded.wire.WireAnswer;
import java.util.ArrayList;
import java.util.List;

/** All entries of the daemon; every reader gets all of them, after the last hundred. */
final class ServerLog {
    private final TimeLine time;
    private final boolean dropsSlowReaders;
    private final History history = new History();
    private final List<SseStream> readers = new ArrayList<>();

    ServerLog(TimeLine time, boolean dropsSlowReaders) {
        this.time = time;
        this.dropsSlowReaders = dropsSlowReaders;
    }

    void publish(Published entry) {
        history.add(entry);
        for (SseStream reader : new ArrayList<>(readers)) {
            reader.send(entry.text());
            if (dropsSlowReaders && reader.isTooSlow()) {
                reader.finish();
                readers.remove(reader);
            }
        }
    }

    void open(WireAnswer answer) {
        SseStream[] self = new SseStream[1];
        SseStream stream = new SseStream(time, answer, () -> readers.remove(self[0]));
        self[0] = stream;
        readers.add(stream);
        stream.open();
        history.entries().forEach(entry -> stream.replay(entry.text()));
    }

    int openStreams() {
        return readers.size();
    }

    void cut() {
        readers.forEach(SseStream::cut);
        readers.clear();
    }
}
