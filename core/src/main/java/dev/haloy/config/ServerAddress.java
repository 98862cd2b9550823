package dev.haloy.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * A server as its clients name it: host and optional port. Two spellings of one server are equal.
 *
 * <p>{@code localhost}, {@code 127.0.0.1} and {@code [::1]} are spoken to over plain HTTP, every other server over HTTPS;
 * a scheme or path in the text changes nothing about that.
 */
public final class ServerAddress implements Comparable<ServerAddress> {
    private final String written;
    private final String key;
    private final boolean local;

    private ServerAddress(String written, String key, boolean local) {
        this.written = written;
        this.key = key;
        this.local = local;
    }

    /**
     * Reads an address such as {@code prod.haloy.com}, {@code https://prod.haloy.com/} or {@code localhost:9922}.
     *
     * @throws IllegalArgumentException if the text has no host, a user name, or is not an address at all
     */
    public static ServerAddress parse(String text) {
        String trimmed = text.strip();
        URI uri = uri(trimmed);
        String authority = uri.getRawAuthority();
        if (authority == null || authority.isEmpty() || authority.startsWith(":")) {
            throw new IllegalArgumentException("'" + text + "' names no host");
        }
        if (authority.contains("@")) {
            throw new IllegalArgumentException("a server address must not contain a user name or password");
        }
        int colon = authority.indexOf(':', authority.lastIndexOf(']') + 1);
        String host = colon < 0 ? authority : authority.substring(0, colon);
        String port = colon < 0 ? "" : authority.substring(colon + 1);
        requirePort(text, colon >= 0, port);
        requireHost(text, host);
        String lower = host.toLowerCase(Locale.ROOT);
        boolean local = lower.equals("localhost") || lower.equals("127.0.0.1") || lower.equals("[::1]");
        boolean needless = port.isEmpty() || (!local && port.equals("443"));
        return new ServerAddress(authority, needless ? lower : lower + ":" + port, local);
    }

    private static URI uri(String text) {
        try {
            return new URI(text.contains("://") ? text : "https://" + text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + text + "' is not a server address", e);
        }
    }

    private static void requireHost(String text, String host) {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        for (int i = bracketed ? 1 : 0; i < host.length() - (bracketed ? 1 : 0); i++) {
            char c = host.charAt(i);
            if (c == '%' || c == '[' || c == ']' || c <= ' ') {
                throw new IllegalArgumentException("'" + text + "' is not a server address");
            }
        }
    }

    private static void requirePort(String text, boolean given, String port) {
        boolean digits = !port.isEmpty() && port.length() <= 5 && port.chars().allMatch(c -> c >= '0' && c <= '9');
        if (given && (!digits || Integer.parseInt(port) > 65_535)) {
            throw new IllegalArgumentException("'" + text + "' has no usable port; an IPv6 address needs brackets");
        }
    }

    /** Host and port as written, without scheme, path and query: the spelling of old {@code client.yaml} entries. */
    public String written() {
        return written;
    }

    /** The one spelling of this server: lower case, without a port that goes without saying. */
    public String key() {
        return key;
    }

    /** Whether it is this machine, so that images need not be sent and plain HTTP is used. */
    public boolean isLocal() {
        return local;
    }

    /** Where its requests go, without a path. */
    public URI baseUri() {
        return URI.create((local ? "http://" : "https://") + key);
    }

    @Override
    public int compareTo(ServerAddress other) {
        return key.compareTo(other.key);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ServerAddress address && key.equals(address.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    /** The one spelling of this server. */
    @Override
    public String toString() {
        return key;
    }
}
