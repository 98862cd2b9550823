package dev.haloy.examples;

import java.util.ArrayList;
import java.util.List;

/**
 * A block of code in a Markdown file.
 *
 * @param heading the heading above it
 * @param line where it begins
 * @param language what stands behind its fence
 * @param text what stands in it, with the end of its last line
 */
record ReadmeBlock(String heading, int line, String language, String text) {
    private static final String FENCE = "```";

    static List<ReadmeBlock> of(String markdown) {
        List<ReadmeBlock> blocks = new ArrayList<>();
        List<String> lines = markdown.lines().toList();
        String heading = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("#")) {
                heading = line;
            } else if (line.startsWith(FENCE)) {
                int end = endOf(lines, i + 1);
                blocks.add(new ReadmeBlock(
                        heading,
                        i + 1,
                        line.substring(FENCE.length()).strip(),
                        String.join("\n", lines.subList(i + 1, end)) + "\n"));
                i = end;
            }
        }
        return blocks;
    }

    private static int endOf(List<String> lines, int from) {
        for (int i = from; i < lines.size(); i++) {
            if (lines.get(i).startsWith(FENCE)) {
                return i;
            }
        }
        throw new AssertionError("the block that begins at line " + from + " has no end");
    }

    @Override
    public String toString() {
        return "README.md:" + line + " (" + heading + ", " + language + ")\n" + text;
    }
}
