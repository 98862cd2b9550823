package dev.haloy.embedded.fault;

import dev.haloy.embedded.daemon.Turns;
import dev.haloy.embedded.wire.WireAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Spoils the pieces of a body on their way, and lets everything else pass. */
final class SpoiledBody {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int BLANKS = 1 << 16;
    private static final String SUCCESS = "\"isDeploymentSuccess\":true";
    private static final String FAILURE = "\"isDeploymentFailed\":true";

    private final Turns turns;
    private final WireAnswer client;
    private final Fault fault;
    private byte @Nullable [] overtaken;
    private long written;

    SpoiledBody(Turns turns, WireAnswer client, Fault fault) {
        this.turns = turns;
        this.client = client;
        this.fault = fault;
    }

    /** The headers without a length that may not hold. */
    List<Map.Entry<String, String>> headers(List<Map.Entry<String, String>> headers) {
        boolean changes = fault instanceof Fault.Garbled || fault instanceof Fault.Padded;
        return changes
                ? headers.stream()
                        .filter(header -> !header.getKey().equalsIgnoreCase("Content-Length")
                                || header.getValue().equals("0"))
                        .toList()
                : headers;
    }

    /** Whether the connection is to be cut now. */
    boolean write(byte[] piece) {
        if (fault instanceof Fault.CutAtByte cut) {
            return writeUpTo(cut.bytes(), piece);
        } else if (fault instanceof Fault.Garbled) {
            client.write(Arrays.copyOf(piece, (piece.length + 1) / 2));
        } else if (fault instanceof Fault.Padded padded) {
            pad(piece, padded.bytes());
        } else if (fault instanceof Fault.Duplicated && isEntry(piece)) {
            client.write(piece);
            client.write(piece);
        } else if (fault instanceof Fault.Reordered && isEntry(piece)) {
            reorder(piece);
        } else if (fault instanceof Fault.Contradicted && isEntry(piece)) {
            contradict(piece);
        } else {
            client.write(piece);
        }
        return false;
    }

    private boolean writeUpTo(long bytes, byte[] piece) {
        int rest = (int) Math.min(piece.length, bytes - written);
        client.write(Arrays.copyOf(piece, rest));
        written += rest;
        return written >= bytes;
    }

    /** Blanks may come before any JSON, and between the first brace and the rest of it. */
    private void pad(byte[] piece, int bytes) {
        int start = isEntry(piece) ? new String(piece, StandardCharsets.UTF_8).indexOf('{') + 1 : 0;
        if (!isEntry(piece) && (written > 0 || piece.length == 0 || piece[0] == ':')) {
            client.write(piece);
            return;
        }
        written += piece.length;
        client.write(Arrays.copyOf(piece, start));
        byte[] blanks = new byte[Math.min(bytes, BLANKS)];
        Arrays.fill(blanks, (byte) ' ');
        for (int left = bytes; left > 0; left -= blanks.length) {
            client.write(blanks);
        }
        client.write(Arrays.copyOfRange(piece, start, piece.length));
    }

    private void reorder(byte[] piece) {
        byte[] before = overtaken;
        if (before == null) {
            overtaken = piece;
            turns.after(PATIENCE, this::release);
        } else {
            overtaken = null;
            client.write(piece);
            client.write(before);
        }
    }

    /** Sends what still waits to be overtaken. */
    void release() {
        byte[] late = overtaken;
        overtaken = null;
        if (late != null) {
            client.write(late);
        }
    }

    /** Both in one piece: whoever hears the one must hear the other, however slow the machine is. */
    private void contradict(byte[] piece) {
        String entry = new String(piece, StandardCharsets.UTF_8);
        String opposite = entry.contains(SUCCESS) ? entry.replace(SUCCESS, FAILURE) : entry.replace(FAILURE, SUCCESS);
        client.write(opposite.equals(entry) ? piece : (opposite + entry).getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isEntry(byte[] piece) {
        return piece.length > 0 && piece[0] == 'd';
    }
}
