package dev.haloy.embedded.daemon;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Digests as the daemon spells them. */
final class Digests {
    private static final Pattern SHA_256 = Pattern.compile("sha256:[0-9a-f]{64}");

    private Digests() {}

    static boolean isDigest(String text) {
        return SHA_256.matcher(text).matches();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JVM has SHA-256", impossible);
        }
    }

    static String text(byte[] sha256) {
        return "sha256:" + HexFormat.of().formatHex(sha256);
    }

    static String of(byte[] bytes) {
        return text(sha256().digest(bytes));
    }
}
