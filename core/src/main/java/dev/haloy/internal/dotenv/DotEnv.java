package dev.haloy.internal.dotenv;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of variables, {@code NAME=value} line by line. A file with a mistake defines nothing at all.
 *
 * @param values the variables in the order of the file
 * @param mistake what is wrong with the file, if something is
 * @param names the names that the file seems to define, mistake or not
 * @param remarks lines that may not mean what they seem to
 */
public record DotEnv(Map<String, String> values, Optional<Remark> mistake, Set<String> names, List<Remark> remarks) {
    /** A file that defines nothing. */
    public static final DotEnv EMPTY = new DotEnv(Map.of(), Optional.empty(), Set.of(), List.of());

    private static final Pattern NAME_AT_LINE_START =
            Pattern.compile("(?m)^[ \\t]*(?:export[ \\t]+)?([\\p{L}\\p{N}_.]+)[ \\t]*[=:]");

    /**
     * Something about one line. Never contains a value.
     *
     * @param line the line, from 1
     * @param text what about it
     */
    public record Remark(int line, String text) {}

    /** Makes private copies. */
    public DotEnv {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        names = Collections.unmodifiableSet(new LinkedHashSet<>(names));
        remarks = List.copyOf(remarks);
    }

    /** Reads the text of a file. Never throws: a mistake is part of the result. */
    public static DotEnv parse(String text) {
        DotEnvReader reader = new DotEnvReader(text);
        try {
            Map<String, String> values = reader.read();
            return new DotEnv(values, Optional.empty(), values.keySet(), reader.remarks());
        } catch (DotEnvReader.MistakeException e) {
            return new DotEnv(Map.of(), Optional.of(e.remark()), likelyNames(text), List.of());
        }
    }

    private static Set<String> likelyNames(String text) {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = NAME_AT_LINE_START.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /** How many variables there are, never their values. */
    @Override
    public String toString() {
        return "DotEnv[" + values.size() + " variables]";
    }
}
