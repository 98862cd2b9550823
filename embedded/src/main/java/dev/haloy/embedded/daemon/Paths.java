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
