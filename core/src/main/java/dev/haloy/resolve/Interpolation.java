package dev.haloy.resolve;

import java.util.regex.Pattern;

/** References to other variables inside a value: {@code ${NAME}}. */
final class Interpolation {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)\\}");

    private Interpolation() {}

    static boolean hasReference(String value) {
        return REFERENCE.matcher(value).find();
    }
}
