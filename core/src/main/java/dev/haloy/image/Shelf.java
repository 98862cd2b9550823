package dev.haloy.image;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The layers that wait on the disk: found and not handed on yet, or handed on and not sent to everybody yet. On the loop. */
final class Shelf {
    /** How much may wait before reading goes on; a larger layer may do so alone. */
    private static final long READ_AHEAD = 256L << 20;

    private final List<SpooledLayer> found = new ArrayList<>();
    private @Nullable SpooledLayer written;
    private long bytes;

    boolean hasRoom() {
        return bytes < READ_AHEAD;
    }

    void find(SpooledLayer layer) {
        bytes += layer.size();
        layer.use();
        found.add(layer);
    }

    /** A layer that can be read already while it is written; that is a use of it too. */
    void findUnfinished(SpooledLayer layer) {
        written = layer;
        layer.use();
        find(layer);
    }

    /** The layer that is being written, if others may read it already. */
    @Nullable
    SpooledLayer written() {
        return written;
    }

    void hasBeenWritten() {
        SpooledLayer layer = written;
        written = null;
        if (layer != null) {
            leave(layer);
        }
    }

    /** Gives what was found to those who want it; what nobody wants leaves the disk. */
    void handOn(Collection<ServerTransfer> servers) {
        List<SpooledLayer> all = List.copyOf(found);
        found.clear();
        for (SpooledLayer layer : all) {
            servers.forEach(server -> server.take(layer));
            leave(layer);
        }
    }

    void leave(SpooledLayer layer) {
        if (layer.leave()) {
            bytes -= layer.size();
            layer.close();
        }
    }
}
