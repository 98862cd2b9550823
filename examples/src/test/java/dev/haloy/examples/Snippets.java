package dev.haloy.examples;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What documentation may show: whole scripts and files, and the parts of sources between {@code tag::name[]} and {@code
 * end::name[]}, without the indentation they share.
 */
final class Snippets {
    private static final Pattern TAG = Pattern.compile("\\W*tag::(\\w+)\\[]\\s*");
    private static final List<String> WHOLE = List.of(".jsh", ".yaml");

    private final Map<String, String> byPlace = new LinkedHashMap<>();

    static Snippets of(List<Path> sources) {
        Snippets snippets = new Snippets();
        sources.forEach(snippets::add);
        return snippets;
    }

    private void add(Path source) {
        String text = ProjectFiles.read(source).replace("\r\n", "\n");
        String name = source.getFileName().toString();
        List<String> lines = text.lines().toList();
        if (WHOLE.stream().anyMatch(name::endsWith) || text.startsWith("///usr/bin/env jbang")) {
            byPlace.put(name, text);
        }
        for (int i = 0; i < lines.size(); i++) {
            Matcher tag = TAG.matcher(lines.get(i));
            if (tag.matches()) {
                byPlace.put(name + " " + tag.group(1), region(lines, i + 1, tag.group(1)));
            }
        }
    }

    private static String region(List<String> lines, int from, String name) {
        List<String> region = new ArrayList<>();
        for (String line : lines.subList(from, lines.size())) {
            if (line.contains("end::" + name + "[]")) {
                return String.join("\n", region).stripIndent() + "\n";
            }
            region.add(line);
        }
        throw new AssertionError("the region " + name + " has no end");
    }

    boolean contain(String text) {
        return byPlace.containsValue(text);
    }

    /** The places that snippets may be taken from. */
    List<String> places() {
        return List.copyOf(byPlace.keySet());
    }
}
