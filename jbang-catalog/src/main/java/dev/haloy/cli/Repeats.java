package dev.haloy.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says a line once that a target says many times in a row, and then how often it came again. */
final class Repeats {
    private final Map<Optional<String>, Said> last = new HashMap<>();

    /** The last line of a target, and how often it came after the first time. */
    private record Said(ProgressLine line, int again) {}

    /** What is to be shown now that this line has come. */
    List<ProgressLine> shown(ProgressLine line) {
        Said before = last.get(line.target());
        if (before != null && before.line.equals(line)) {
            last.put(line.target(), new Said(line, before.again + 1));
            return List.of();
        }
        last.put(line.target(), new Said(line, 0));
        List<ProgressLine> lines = new ArrayList<>();
        if (before != null && before.again > 0) {
            String times = before.again == 1 ? "once more" : before.again + " more times";
            lines.add(ProgressLine.of(Style.Tone.QUIET, line.target(), "(" + times + ")"));
        }
        lines.add(line);
        return lines;
    }
}
