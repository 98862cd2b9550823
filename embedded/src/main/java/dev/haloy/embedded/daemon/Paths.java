package dev.haloy.embedded.daemon;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;

/** Request targets taken apart. */
final class Paths {
    private Paths() {}

    static String path(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    static String query(String target) {
        int query = target.indexOf('?');
        return query < 0 ? "" : target.substring(query);
    }

    /** The first value of a query parameter, decoded; empty if there is none. */
    static String queryValue(String target, String name) {
        String query = query(target);
        if (query.isEmpty()) {
            return "";
        }
        for (String pair : query.substring(1).split("&", -1)) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            if (decode(key.replace("+", "%20")).equals(name)) {
                return equals < 0 ? "" : decode(pair.substring(equals + 1).replace("+", "%20"));
            }
        }
        return "";
    }

    /** Without doubled slashes and dots; a slash at the end stays. */
    static String clean(String path) {
        if (!path.contains("//") && !path.contains("/.")) {
            return path;
        }
        ArrayDeque<String> kept = new ArrayDeque<>();
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                kept.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                kept.addLast(segment);
            }
        }
        String joined = "/" + String.join("/", kept);
        return path.endsWith("/") && !kept.isEmpty() ? joined + "/" : joined;
    }

    /** The segments, decoded one by one; the first is the empty one before the leading slash. */
    static String[] segments(String path) {
        String[] segments = path.split("/", -1);
        if (path.indexOf('%') >= 0) {
            for (int i = 0; i < segments.length; i++) {
                segments[i] = decode(segments[i]);
            }
        }
        return segments;
    }

    private static String decode(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return segment;
        }
    }
}
