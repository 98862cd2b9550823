package dev.haloy.resolve;

import dev.haloy.internal.yaml.YamlPrinter;
import dev.haloy.internal.yaml.YamlPrinter.Line;
import java.util.List;
import java.util.Map;

/** Prints settings as YAML with the origin of each line behind it. */
final class Blame {
    /** Longer lines do not push the comments of all others to the right. */
    private static final int WIDEST = 60;

    private Blame() {}

    static String yaml(Map<String, Object> shown, Settings settings) {
        List<Line> lines = YamlPrinter.lines(shown);
        int width = lines.stream()
                .mapToInt(line -> line.text().length())
                .filter(length -> length <= WIDEST)
                .max()
                .orElse(0);
        StringBuilder text = new StringBuilder();
        for (Line line : lines) {
            int gap = Math.max(0, width - line.text().length()) + 2;
            text.append(line.text()).append(" ".repeat(gap)).append("# ");
            text.append(comment(settings.origin(line.path()))).append('\n');
        }
        return text.toString();
    }

    /** A file's name may hold anything; a comment ends with its line. */
    private static String comment(Origin origin) {
        return origin.toString().replaceAll("\\p{Cntrl}", "?");
    }
}
