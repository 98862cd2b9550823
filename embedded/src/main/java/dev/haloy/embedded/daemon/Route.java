package dev.haloy.embedded.daemon;

import dev.haloy.embedded.wire.WireRequest;

/**
 * One endpoint.
 *
 * @param segments of the path; {@code *} stands for a parameter
 */
record Route(String method, String[] segments, boolean open, boolean stream, Handler handler) {
    /** Answers a request that has passed all checks. */
    @FunctionalInterface
    interface Handler {
        void handle(Call call);
    }

    /** A request at its endpoint; {@code parameter} is the decoded one of the path, or empty. */
    record Call(WireRequest request, String parameter, Reply reply) {}

    static Route get(String path, Handler handler) {
        return new Route("GET", path.split("/"), false, false, handler);
    }

    static Route getWithoutToken(String path, Handler handler) {
        return new Route("GET", path.split("/"), true, false, handler);
    }

    static Route post(String path, Handler handler) {
        return new Route("POST", path.split("/"), false, false, handler);
    }

    static Route stream(String path, Handler handler) {
        return new Route("GET", path.split("/"), false, true, handler);
    }

    boolean matches(String[] path) {
        if (path.length != segments.length) {
            return false;
        }
        for (int i = 0; i < path.length; i++) {
            boolean parameter = segments[i].equals("*");
            if (parameter ? path[i].isEmpty() : !segments[i].equals(path[i])) {
                return false;
            }
        }
        return true;
    }

    String parameter(String[] path) {
        for (int i = 0; i < path.length; i++) {
            if (segments[i].equals("*")) {
                return path[i];
            }
        }
        return "";
    }

    boolean answers(String requested) {
        return method.equals(requested) || (method.equals("GET") && requested.equals("HEAD"));
    }
}
