package dev.haloy.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The values that a Dockerfile asks for by name.
 *
 * @param secrets ids of secrets that it mounts, which only BuildKit can give
 * @param args names of the arguments that it declares
 */
record Dockerfile(Set<String> secrets, Set<String> args) {
    private static final Pattern ESCAPE = Pattern.compile("#\\s*escape\\s*=\\s*(\\S)\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern HERE_DOCUMENT = Pattern.compile("\\d*<<(-?)[\"']?([A-Za-z_][A-Za-z0-9_]*)[\"']?");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final String MOUNT = "--mount=";

    /** Reads one; what cannot be read asks for nothing, and Docker will say what is wrong. */
    static Dockerfile at(Path file) {
        try {
            return of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return of("");
        }
    }

    static Dockerfile of(String text) {
        Dockerfile asked = new Dockerfile(new LinkedHashSet<>(), new LinkedHashSet<>());
        for (List<String> words : instructions(new ArrayDeque<>(text.lines().toList()))) {
            List<String> rest = words.subList(1, words.size());
            switch (words.get(0).toUpperCase(Locale.ROOT)) {
                case "RUN" -> mounts(rest).flatMap(Dockerfile::secret).forEach(asked.secrets::add);
                case "ARG" -> rest.forEach(word -> asked.args.add(word.split("=", 2)[0]));
                default -> {}
            }
        }
        return asked;
    }

    /** Each instruction on one line, in words; comments and the texts of here-documents are no instructions. */
    private static List<List<String>> instructions(Deque<String> lines) {
        List<List<String>> all = new ArrayList<>();
        String escape = escape(lines);
        while (!lines.isEmpty()) {
            List<String> words = words(joined(lines, escape));
            if (!words.isEmpty()) {
                all.add(words);
                skipHereDocuments(words, lines);
            }
        }
        return all;
    }

    private static String escape(Deque<String> lines) {
        return lines.stream()
                .takeWhile(line -> line.startsWith("#"))
                .map(ESCAPE::matcher)
                .filter(Matcher::matches)
                .map(directive -> directive.group(1))
                .findFirst()
                .orElse("\\");
    }

    private static String joined(Deque<String> lines, String escape) {
        StringBuilder instruction = new StringBuilder();
        while (!lines.isEmpty()) {
            String line = lines.removeFirst().strip();
            boolean isBetween = line.isEmpty() || line.startsWith("#");
            if (isBetween && instruction.isEmpty()) {
                break;
            }
            if (!isBetween && !line.endsWith(escape)) {
                return instruction.append(line).toString();
            }
            if (!isBetween) {
                instruction.append(line, 0, line.length() - 1).append(' ');
            }
        }
        return instruction.toString();
    }

    private static List<String> words(String instruction) {
        return SPACE.splitAsStream(instruction).filter(word -> !word.isEmpty()).toList();
    }

    private static void skipHereDocuments(List<String> words, Deque<String> lines) {
        if (!Set.of("RUN", "COPY", "ADD").contains(words.get(0).toUpperCase(Locale.ROOT))) {
            return;
        }
        words.stream()
                .map(HERE_DOCUMENT::matcher)
                .filter(Matcher::matches)
                .forEach(start -> skip(start.group(2), !start.group(1).isEmpty(), lines));
    }

    private static void skip(String end, boolean isIndented, Deque<String> lines) {
        while (!lines.isEmpty()) {
            String line = lines.removeFirst();
            if ((isIndented ? line.replaceFirst("^\t+", "") : line).equals(end)) {
                return;
            }
        }
    }

    private static Stream<List<String>> mounts(List<String> words) {
        return words.stream()
                .takeWhile(word -> word.startsWith("--"))
                .filter(word -> word.startsWith(MOUNT))
                .map(word -> Arrays.asList(
                        word.substring(MOUNT.length()).replace("\"", "").split(",", -1)));
    }

    private static Stream<String> secret(List<String> mount) {
        if (!mount.contains("type=secret")) {
            return Stream.empty();
        }
        return value(mount, "id")
                .or(() -> value(mount, "target", "dst", "destination")
                        .map(target -> target.substring(target.lastIndexOf('/') + 1)))
                .stream();
    }

    private static Optional<String> value(List<String> mount, String... keys) {
        for (String field : mount) {
            String[] parts = field.split("=", 2);
            if (parts.length == 2 && List.of(keys).contains(parts[0].toLowerCase(Locale.ROOT))) {
                return Optional.of(parts[1]);
            }
        }
        return Optional.empty();
    }

    /** Whether a value of this name is to go in as a secret. */
    boolean mounts(String name) {
        return secrets.contains(name);
    }

    /** Whether a value of this name is to go in as an argument: so does what nobody asks for, because Docker says so then. */
    boolean takesAsArgument(String name) {
        return args.contains(name) || !secrets.contains(name);
    }
}
