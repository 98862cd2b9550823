package dev.haloy.embedded.daemon;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Takes a {@code multipart/form-data} body apart while it comes in. */
final class Multipart {
    private static final int HEAD_LIMIT = 64 * 1024;

    /** What becomes of the parts. */
    interface Parts {
        /** A part begins; {@code head} holds its headers, one line each. */
        void begins(String head);

        /** Bytes of the part. */
        void bytes(byte[] bytes, int from, int length);

        /** The part is complete. */
        void ends();
    }

    private enum State {
        BEFORE,
        BEHIND_DELIMITER,
        HEAD,
        DATA,
        OVER,
        BROKEN
    }

    private final byte[] delimiter;
    private final Parts parts;
    /** What could not be used yet; the line end in front makes the first delimiter look like all others. */
    private byte[] rest = {'\r', '\n'};

    private State state = State.BEFORE;

    Multipart(String boundary, Parts parts) {
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.UTF_8);
        this.parts = parts;
    }

    /** Whether the last delimiter has been seen. */
    boolean isOver() {
        return state == State.OVER;
    }

    void add(byte[] bytes) {
        byte[] all = Arrays.copyOf(rest, rest.length + bytes.length);
        System.arraycopy(bytes, 0, all, rest.length, bytes.length);
        int used = 0;
        for (int next = step(all, 0); next > used || next < 0; next = step(all, used)) {
            if (next < 0) {
                state = State.BROKEN;
                next = all.length;
            }
            used = next;
            if (used == all.length) {
                break;
            }
        }
        rest = Arrays.copyOfRange(all, used, all.length);
    }

    /** Goes one step on from a position: the new one, the same if more is needed, or -1 if this is no multipart. */
    private int step(byte[] all, int from) {
        return switch (state) {
            case BEFORE, DATA -> untilDelimiter(all, from);
            case BEHIND_DELIMITER -> behindDelimiter(all, from);
            case HEAD -> head(all, from);
            case OVER, BROKEN -> all.length;
        };
    }

    private int untilDelimiter(byte[] all, int from) {
        int at = indexOf(all, from, delimiter);
        int end = at >= 0 ? at : Math.max(from, all.length - delimiter.length + 1);
        if (state == State.DATA && end > from) {
            parts.bytes(all, from, end - from);
        }
        if (at < 0) {
            return end;
        }
        if (state == State.DATA) {
            parts.ends();
        }
        state = State.BEHIND_DELIMITER;
        return at + delimiter.length;
    }

    private int behindDelimiter(byte[] all, int from) {
        if (all.length - from < 2) {
            return from;
        }
        if (all[from] == '-' && all[from + 1] == '-') {
            state = State.OVER;
        } else if (all[from] == '\r' && all[from + 1] == '\n') {
            state = State.HEAD;
        } else {
            return -1;
        }
        return from + 2;
    }

    private int head(byte[] all, int from) {
        int end = indexOf(all, from, new byte[] {'\r', '\n', '\r', '\n'});
        if (end < 0) {
            return all.length - from > HEAD_LIMIT ? -1 : from;
        }
        parts.begins(new String(all, from, end - from, StandardCharsets.UTF_8));
        state = State.DATA;
        return end + 4;
    }

    private static int indexOf(byte[] all, int from, byte[] wanted) {
        for (int start = from; start + wanted.length <= all.length; start++) {
            int i = 0;
            while (i < wanted.length && all[start + i] == wanted[i]) {
                i++;
            }
            if (i == wanted.length) {
                return start;
            }
        }
        return -1;
    }
}
