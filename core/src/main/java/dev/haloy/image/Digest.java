package dev.haloy.image;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What names bytes by their content: {@code sha256:} and 64 hex digits in lower case.
 *
 * @param text the whole of it
 */
public record Digest(String text) implements Comparable<Digest> {
    private static final String PREFIX = "sha256:";
    private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9a-f]{64}");

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if it is another one
     */
    public Digest {
        if (!isDigest(text)) {
            throw new IllegalArgumentException("'" + text + "' is not sha256: and 64 hex digits in lower case");
        }
    }

    /** Whether a text has the form of a digest. */
    public static boolean isDigest(String text) {
        return FORM.matcher(text).matches();
    }

    /** The digest of these bytes. */
    public static Digest of(byte[] bytes) {
        return finish(started(), bytes);
    }

    static MessageDigest started() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    static Digest finish(MessageDigest hash, byte... rest) {
        return new Digest(PREFIX + HexFormat.of().formatHex(hash.digest(rest)));
    }

    /** The 64 digits. */
    public String hex() {
        return text.substring(PREFIX.length());
    }

    @Override
    public int compareTo(Digest other) {
        return text.compareTo(other.text);
    }

    /** The whole of it. */
    @Override
    public String toString() {
        return text;
    }
}
