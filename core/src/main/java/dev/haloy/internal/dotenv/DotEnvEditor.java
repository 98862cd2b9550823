package dev.haloy.internal.dotenv;

import java.util.List;

/** Changes single variables in the text of a file and leaves every other character alone. */
public final class DotEnvEditor {
    private DotEnvEditor() {}

    /**
     * The text with the variable set to this value; where it is set already, there, else at the end.
     *
     * @throws IllegalArgumentException if the text has a mistake, or the value cannot be written in this dialect
     */
    public static String set(String text, String name, String value) {
        String assignment = assignment(name, value);
        List<DotEnvReader.Statement> statements = statements(text);
        StringBuilder changed = new StringBuilder(text);
        boolean found = false;
        for (int i = statements.size() - 1; i >= 0; i--) {
            DotEnvReader.Statement statement = statements.get(i);
            if (statement.name().equals(name)) {
                changed.replace(statement.start(), statement.end(), assignment);
                found = true;
            }
        }
        if (!found) {
            String lineBreak = text.contains("\r\n") ? "\r\n" : "\n";
            changed.append(text.isEmpty() || text.endsWith("\n") ? "" : lineBreak);
            changed.append(assignment).append(lineBreak);
        }
        return changed.toString();
    }

    /**
     * The text without the variable; its whole line goes if nothing else is on it.
     *
     * @throws IllegalArgumentException if the text has a mistake
     */
    public static String remove(String text, String name) {
        List<DotEnvReader.Statement> statements = statements(text);
        StringBuilder changed = new StringBuilder(text);
        for (int i = statements.size() - 1; i >= 0; i--) {
            DotEnvReader.Statement statement = statements.get(i);
            if (statement.name().equals(name)) {
                delete(changed, statement);
            }
        }
        return changed.toString();
    }

    private static void delete(StringBuilder text, DotEnvReader.Statement statement) {
        int lineStart = text.lastIndexOf("\n", statement.start() - 1) + 1;
        int lineEnd = text.indexOf("\n", statement.end());
        lineEnd = lineEnd < 0 ? text.length() : lineEnd + 1;
        String before = text.substring(lineStart, statement.start()).strip();
        String after = text.substring(statement.end(), lineEnd).strip();
        boolean alone = (before.isEmpty() || before.equals("export")) && (after.isEmpty() || after.startsWith("#"));
        text.delete(alone ? lineStart : statement.start(), alone ? lineEnd : statement.end());
    }

    private static List<DotEnvReader.Statement> statements(String text) {
        DotEnvReader reader = new DotEnvReader(text);
        try {
            reader.read();
            return reader.statements();
        } catch (DotEnvReader.MistakeException e) {
            throw new IllegalArgumentException(
                    "line " + e.remark().line() + ": " + e.remark().text(), e);
        }
    }

    /** The first spelling that reads back as the value; the dialect's quotes have holes. */
    private static String assignment(String name, String value) {
        String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "\\$");
        for (String spelling : List.of('"' + escaped + '"', "'" + value + "'", value)) {
            String assignment = name + "=" + spelling;
            DotEnv read = DotEnv.parse(assignment + "\nEND=1");
            if (value.equals(read.values().get(name)) && read.values().containsKey("END")) {
                return assignment;
            }
        }
        throw new IllegalArgumentException("the value of " + name + " cannot be written in a file of variables");
    }
}
