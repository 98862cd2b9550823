package dev.haloy.image;

import java.util.regex.Pattern;

/**
 * The SHA-256 digest of some bytes.
 *
 * @param value {@code sha256:} and 64 hexadecimal digits in lower case
 */
public record Digest(String value) {
    private static final Pattern FORM = Pattern.compile("sha256:[0-9a-f]{64}");

    /** Refuses anything of another form. */
    public Digest {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a SHA-256 digest: " + value);
        }
    }

    /** The digest itself. */
    @Override
    public String toString() {
        return value;
    }
}
