package dev.haloy.resolve;

import java.util.regex.Pattern;

/** Guesses whether a value that stands in the file in clear is meant to be secret all the same. */
final class Sensitive {
    private static final Pattern NAME = Pattern.compile(
            "(?i).*(pass|pwd|secret|token|credential|private|signature|cookie|dsn|salt|auth(?!or)|api_?key"
                    + "|(^|[_.-])keys?($|[_.-])).*");

    /** A password in a URL, unless it is only a reference to another variable. */
    private static final Pattern URL_PASSWORD = Pattern.compile("://[^/\\s:@]*:(?!\\$\\{[A-Za-z0-9_]+\\}@)[^/\\s@]+@");

    private Sensitive() {}

    static boolean isSecret(String name, String value) {
        boolean onlyReference = value.matches("\\$\\{[A-Za-z_][A-Za-z0-9_]*\\}");
        return !value.isEmpty()
                && !onlyReference
                && (NAME.matcher(name).matches() || URL_PASSWORD.matcher(value).find() || value.contains("-----BEGIN"));
    }
}
