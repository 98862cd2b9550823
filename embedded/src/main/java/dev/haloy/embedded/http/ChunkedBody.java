package dev.haloy.embedded.http;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Pattern;

/** A body in chunks. Extensions and trailers are read and forgotten; line ends must be complete, as Go wants them. */
final class ChunkedBody implements BodyReader {
    private static final int LINE_LIMIT = 4096;
    /** Bytes that are neither data nor a normal amount of framing around it. */
    private static final long EXCESS_LIMIT = 16 * 1024;

    private static final Pattern SIZE = Pattern.compile("[0-9A-Fa-f]{1,16}");

    private enum State {
        SIZE,
        DATA,
        DATA_END,
        TRAILER,
        DONE
    }

    private final LineReader lines = new LineReader(LINE_LIMIT);
    private final HeaderFields trailers = new HeaderFields();
    private final long limit;
    private State state = State.SIZE;
    private byte[] piece = {};
    private long taken;
    private long left;
    private long excess;
    private int lineEndSeen;

    ChunkedBody(long limit) {
        this.limit = limit;
    }

    @Override
    public Progress read(ByteBuffer in) {
        while (state != State.DONE) {
            Progress progress = step(in);
            if (progress != Progress.DONE) {
                return progress;
            }
        }
        return Progress.DONE;
    }

    /** Goes one state further; DONE means that the state has been left. */
    private Progress step(ByteBuffer in) {
        return switch (state) {
            case SIZE -> line(in).map(this::size).orElseGet(this::unfinishedLine);
            case DATA -> data(in);
            case DATA_END -> dataEnd(in);
            case TRAILER -> line(in).map(this::trailer).orElseGet(this::unfinishedLine);
            case DONE -> Progress.DONE;
        };
    }

    private Optional<String> line(ByteBuffer in) {
        return lines.read(in);
    }

    private Progress unfinishedLine() {
        return lines.full() ? Progress.MALFORMED : Progress.MORE;
    }

    private Progress size(String line) {
        lines.restart();
        if (line.isEmpty() || line.indexOf('\r') != line.length() - 1) {
            return Progress.MALFORMED;
        }
        String text = LineReader.withoutReturn(line).stripTrailing();
        int extension = text.indexOf(';');
        String digits = extension < 0 ? text : text.substring(0, extension);
        if (!SIZE.matcher(digits).matches()) {
            return Progress.MALFORMED;
        }
        return begin(Long.parseUnsignedLong(digits, 16), line.length() + 1);
    }

    private Progress begin(long size, int lineLength) {
        excess = Math.max(0, excess + lineLength + 2 - 16 - 2 * Math.min(Math.max(size, 0), limit));
        if (excess > EXCESS_LIMIT) {
            return Progress.MALFORMED;
        }
        if (size < 0 || size > limit - taken) {
            return Progress.TOO_LARGE;
        }
        left = size;
        state = size == 0 ? State.TRAILER : State.DATA;
        return Progress.DONE;
    }

    private Progress data(ByteBuffer in) {
        if (left == 0) {
            state = State.DATA_END;
            return Progress.DONE;
        }
        if (!in.hasRemaining()) {
            return Progress.MORE;
        }
        piece = new byte[(int) Math.min(in.remaining(), left)];
        in.get(piece);
        taken += piece.length;
        left -= piece.length;
        return Progress.PIECE;
    }

    private Progress dataEnd(ByteBuffer in) {
        while (lineEndSeen < 2) {
            if (!in.hasRemaining()) {
                return Progress.MORE;
            }
            if (in.get() != "\r\n".charAt(lineEndSeen)) {
                return Progress.MALFORMED;
            }
            lineEndSeen++;
        }
        lineEndSeen = 0;
        state = State.SIZE;
        return Progress.DONE;
    }

    private Progress trailer(String line) {
        if (!line.endsWith("\r")) {
            return Progress.MALFORMED;
        }
        String text = LineReader.withoutReturn(line);
        if (text.isEmpty()) {
            state = State.DONE;
            return trailers.end() ? Progress.DONE : Progress.MALFORMED;
        }
        return trailers.add(text) ? Progress.DONE : Progress.MALFORMED;
    }

    @Override
    public byte[] piece() {
        return piece;
    }
}
