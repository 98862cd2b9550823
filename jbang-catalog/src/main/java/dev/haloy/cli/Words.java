package dev.haloy.cli;

import java.util.ArrayList;
import java.util.List;

/** Text in lines of a given width. */
final class Words {
    private Words() {}

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The text in lines, broken between words where there are any; what is longer than a line is cut into pieces. */
    static List<String> wrapped(String text, int width) {
        if (length(text) <= width) {
            return List.of(text);
        }
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (length(rest) > width) {
            int end = rest.offsetByCodePoints(0, width);
            int space = rest.lastIndexOf(' ', end);
            int cut = space > 0 && !rest.substring(0, space).isBlank() ? space : end;
            lines.add(rest.substring(0, cut).stripTrailing());
            rest = rest.substring(cut).stripLeading();
        }
        if (!rest.isEmpty()) {
            lines.add(rest);
        }
        return lines;
    }
}
