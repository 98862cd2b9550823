package dev.haloy.embedded.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first line of a request.
 *
 * @param target in origin form: of an absolute URI only path and query are left
 */
record RequestLine(String method, String target, int major, int minor) {
    private static final Pattern LINE =
            Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+) ([^ \\x00-\\x1f\\x7f]+) HTTP/([0-9])\\.([0-9])");
    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*(.*)");
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    /** Reads the line; empty if it is malformed. */
    static Optional<RequestLine> parse(String line) {
        Matcher m = LINE.matcher(line);
        if (!m.matches()) {
            return Optional.empty();
        }
        int major = m.group(3).charAt(0) - '0';
        int minor = m.group(4).charAt(0) - '0';
        String method = m.group(1);
        return target(method, m.group(2)).map(target -> new RequestLine(method, target, major, minor));
    }

    private static Optional<String> target(String method, String sent) {
        if (sent.equals("*") || method.equals("CONNECT")) {
            return Optional.of(sent);
        }
        Matcher absolute = ABSOLUTE.matcher(sent);
        String target = absolute.matches() ? originForm(absolute.group(1)) : sent;
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        boolean valid = path.startsWith("/") && !BROKEN_ESCAPE.matcher(path).find();
        return valid ? Optional.of(target) : Optional.empty();
    }

    private static String originForm(String rest) {
        return rest.startsWith("/") ? rest : "/" + rest;
    }

    boolean atLeast11() {
        return major > 1 || (major == 1 && minor >= 1);
    }
}
