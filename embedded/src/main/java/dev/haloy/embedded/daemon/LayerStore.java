package dev.haloy.embedded.daemon;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Uploaded layers, as the daemon's database knows them and as they lie on the disk. Their bytes are not kept. */
final class LayerStore {
    private static final Duration KEPT_UNUSED = Duration.ofHours(1);

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private static final class Entry {
        private final Blob blob;
        private Instant used;
        private boolean onDisk = true;

        Entry(Blob blob, Instant used) {
            this.blob = blob;
            this.used = used;
        }
    }

    void put(Blob blob, Instant now) {
        entries.put(blob.digest(), new Entry(blob, now));
    }

    /** Whether the database has it; a look counts as use. */
    boolean isKnown(String digest, Instant now) {
        Entry entry = entries.get(digest);
        if (entry == null) {
            return false;
        }
        entry.used = now;
        return true;
    }

    /** The layer, if its file is there. */
    Optional<Blob> find(String digest) {
        Entry entry = entries.get(digest);
        return entry == null || !entry.onDisk ? Optional.empty() : Optional.of(entry.blob);
    }

    /** The file goes, the database does not notice. */
    void loseFile(String digest) {
        Entry entry = entries.get(digest);
        if (entry != null) {
            entry.onDisk = false;
        }
    }

    /** Removes what nobody needs and nobody has used for an hour. */
    void prune(Instant now, Set<String> needed) {
        entries.values()
                .removeIf(entry -> !needed.contains(entry.blob.digest())
                        && entry.used.plus(KEPT_UNUSED).isBefore(now));
    }

    /** Digests of the layers whose files are there, oldest upload first. */
    List<String> digests() {
        List<String> digests = new ArrayList<>();
        entries.forEach((digest, entry) -> {
            if (entry.onDisk) {
                digests.add(digest);
            }
        });
        return digests;
    }

    long bytes() {
        long bytes = 0;
        for (Entry entry : entries.values()) {
            bytes += entry.onDisk ? entry.blob.size() : 0;
        }
        return bytes;
    }
}
