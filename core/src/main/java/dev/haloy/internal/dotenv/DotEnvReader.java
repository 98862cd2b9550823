package dev.haloy.internal.dotenv;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one file from front to back. */
final class DotEnvReader {
    private static final Pattern EXPORT = Pattern.compile("export[\\t\\x0B\\f\\r \\x85\\xA0]+");
    private static final Pattern ESCAPE = Pattern.compile("\\\\([^$])", Pattern.DOTALL);

    private final String text;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final List<DotEnv.Remark> remarks = new ArrayList<>();
    private final List<Statement> statements = new ArrayList<>();
    private int at;

    /** One assignment: where its name begins and its value ends. */
    record Statement(String name, int start, int end) {}

    /** The file cannot be read from this line on. */
    static final class MistakeException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient DotEnv.Remark remark;

        MistakeException(int line, String text) {
            super(text);
            this.remark = new DotEnv.Remark(line, text);
        }

        DotEnv.Remark remark() {
            return remark;
        }
    }

    DotEnvReader(String text) {
        this.text = text;
        this.at = text.startsWith("\uFEFF") ? 1 : 0;
    }

    List<DotEnv.Remark> remarks() {
        return remarks;
    }

    List<Statement> statements() {
        return statements;
    }

    Map<String, String> read() throws MistakeException {
        while (toStatement()) {
            skipExport();
            int start = at;
            String name = name();
            int valueStart = at;
            // The last one of a name counts.
            values.put(name, value(name));
            statements.add(new Statement(name, start, endOfValue(valueStart)));
        }
        return values;
    }

    /** Skips blank lines and comments; false at the end. */
    private boolean toStatement() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                at = endOfLine();
            } else if (c == '\n' || isSpace(c)) {
                at++;
            } else {
                return true;
            }
        }
        return false;
    }

    private void skipExport() {
        Matcher export = EXPORT.matcher(text).region(at, text.length());
        if (export.lookingAt()) {
            at = export.end();
        }
    }

    private String name() throws MistakeException {
        int start = at;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '=' || c == ':') {
                String name = trim(text.substring(start, at));
                at++;
                skipSpace();
                return name;
            }
            boolean belongs = c == '_' || c == '.' || isSpace(c) || Character.isLetter(c) || Character.isDigit(c);
            if (!belongs) {
                String what = c == '\n' ? "there is no = after the name" : "a name has letters, digits, _ and . only";
                throw new MistakeException(lineOf(start), what);
            }
        }
        throw new MistakeException(lineOf(start), "there is no = after the name");
    }

    private String value(String name) throws MistakeException {
        char first = at < text.length() ? text.charAt(at) : '\n';
        if (first == '\'' || first == '"') {
            return quoted(name, first);
        }
        int line = lineOf(at);
        String rest = text.substring(at, endOfLine());
        at = endOfLine();
        return expand(name, line, trim(withoutComment(rest)));
    }

    /** Behind the value that begins there and was read up to where the reader is now. */
    private int endOfValue(int start) {
        char first = start < text.length() ? text.charAt(start) : '\n';
        if (first == '\'' || first == '"') {
            return at;
        }
        return start + withoutComment(text.substring(start, at)).stripTrailing().length();
    }

    /** A comment begins at the last # that white space precedes. */
    private static String withoutComment(String rest) {
        for (int i = rest.length() - 1; i > 0; i--) {
            if (rest.charAt(i) == '#' && isSpace(rest.charAt(i - 1))) {
                return rest.substring(0, i);
            }
        }
        return rest;
    }

    private String quoted(String name, char quote) throws MistakeException {
        int start = at;
        for (int end = start + 1; end < text.length(); end++) {
            if (text.charAt(end) == quote && text.charAt(end - 1) != '\\') {
                at = end + 1;
                String content = strip(text.substring(start, end).replace("\r\n", "\n"), quote);
                return quote == '"' ? expand(name, lineOf(start), unescape(content)) : content;
            }
        }
        throw new MistakeException(lineOf(start), "the quote is never closed");
    }

    /** Without any quotes at both ends, however many there are: part of the dialect. */
    private static String strip(String content, char quote) {
        int start = 0;
        int end = content.length();
        while (end > 0 && content.charAt(end - 1) == quote) {
            end--;
        }
        while (start < end && content.charAt(start) == quote) {
            start++;
        }
        return content.substring(start, end);
    }

    /** Escapes of double quotes; an escaped $ is left to the expansion. */
    private static String unescape(String content) {
        return ESCAPE.matcher(content)
                .replaceAll(match -> Matcher.quoteReplacement(
                        switch (match.group(1)) {
                            case "n" -> "\n";
                            case "r" -> "\r";
                            default -> match.group(1);
                        }));
    }

    private String expand(String name, int line, String value) {
        Expansion expansion = new Expansion(values, value);
        String expanded = expansion.expand();
        if (expansion.sawOddForm()) {
            remarks.add(new DotEnv.Remark(
                    line, "the value of " + name + " has a $ that looks like a variable but is left as it is"));
        }
        return expanded;
    }

    private int endOfLine() {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    private void skipSpace() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
    }

    private int lineOf(int index) {
        return 1
                + (int) text.substring(0, Math.min(index, text.length()))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    private static String trim(String value) {
        int start = 0;
        int end = value.length();
        while (start < end && isSpace(value.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(value.charAt(end - 1))) {
            end--;
        }
        return value.substring(start, end);
    }

    static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == 0x0B || c == '\f' || c == '\r' || c == 0x85 || c == 0xA0;
    }
}
