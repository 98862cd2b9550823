package dev.haloy.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One line about a run.
 *
 * @param tone what it is
 * @param target the target it is about, if it is about one
 * @param text the line, safe to show
 */
record ProgressLine(Style.Tone tone, Optional<String> target, String text) {
    /** A line about nothing in particular. */
    static ProgressLine of(Style.Tone tone, String text) {
        return new ProgressLine(tone, Optional.empty(), Visible.line(text));
    }

    /** A line about a target, or about the run if there is none. */
    static ProgressLine of(Style.Tone tone, Optional<String> target, String text) {
        return new ProgressLine(tone, target.map(Visible::line), Visible.line(text));
    }

    /** Several lines that belong together: all but the first are indented. */
    static List<ProgressLine> block(Style.Tone tone, Optional<String> target, List<String> lines) {
        List<ProgressLine> block = new ArrayList<>();
        lines.forEach(line -> block.add(of(tone, target, block.isEmpty() ? line : "  " + line)));
        return block;
    }

    /** Whether it belongs on standard error. */
    boolean isTrouble() {
        return tone.isTrouble();
    }
}
