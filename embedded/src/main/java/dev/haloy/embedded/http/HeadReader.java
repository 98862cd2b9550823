package dev.haloy.embedded.http;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Reads one request line and its headers, and refuses at the first line that cannot be right. */
final class HeadReader {
    /** How many bytes of line ends a sloppy client may send behind the body of a POST. */
    private static final int TOLERATED = 4;

    private final LineReader lines;
    private final HeaderFields fields = new HeaderFields();
    private Optional<RequestLine> first = Optional.empty();
    private int tolerated;

    HeadReader(int limit, boolean afterPost) {
        this.lines = new LineReader(limit);
        this.tolerated = afterPost ? TOLERATED : 0;
    }

    /** Whether no byte that counts has come yet. */
    boolean untouched() {
        return lines.untouched();
    }

    Step read(ByteBuffer in) {
        skipLineEnds(in);
        for (Optional<String> line = lines.read(in); line.isPresent(); line = lines.read(in)) {
            String text = LineReader.withoutReturn(line.get());
            if (first.isPresent() && text.isEmpty()) {
                return fields.end() ? finished(first.get()) : new Step.Refused(Refusal.BAD_REQUEST);
            }
            if (!take(text)) {
                return new Step.Refused(Refusal.BAD_REQUEST);
            }
        }
        return lines.full() ? new Step.Refused(Refusal.of(431)) : Step.More.MORE;
    }

    private void skipLineEnds(ByteBuffer in) {
        while (tolerated > 0 && in.hasRemaining() && lines.untouched()) {
            byte next = in.get(in.position());
            if (next != '\r' && next != '\n') {
                tolerated = 0;
                return;
            }
            in.get();
            tolerated--;
        }
    }

    private boolean take(String text) {
        if (first.isPresent()) {
            return fields.add(text);
        }
        first = RequestLine.parse(text);
        return first.isPresent();
    }

    private Step finished(RequestLine line) {
        HeadRules rules = new HeadRules(line, fields);
        Optional<Refusal> refusal = rules.refusal();
        if (refusal.isPresent()) {
            return new Step.Refused(refusal.get());
        }
        return rules.strangeExpectation()
                ? new Step.Refused(new Refusal.ExpectationFailed(line.atLeast11()))
                : new Step.HeadRead(rules.head());
    }
}
