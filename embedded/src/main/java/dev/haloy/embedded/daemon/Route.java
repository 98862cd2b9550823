package dev.haloy.embedded.daemon;

import dev.haloy.embedded.wire.WireBody;
import dev.haloy.embedded.wire.WireRequest;

/**
 * One endpoint.
 *
 * @param segments of the path; {@code *} stands for a parameter
 * @param open whether no token is needed
 * @param takesBody whether it looks at the body
 * @param layers whether it counts against the limit for layers instead of the general one
 */
record Route(
        String method,
        String[] segments,
        boolean open,
        boolean layers,
        boolean takesBody,
        HeaderSet headers,
        Opener opener) {
    /** Answers a request that has passed all checks, and does not look at its body. */
    @FunctionalInterface
    interface Handler {
        void handle(Call call);
    }

    /** Answers a request that has passed all checks and whose body is complete. */
    @FunctionalInterface
    interface BodyHandler {
        void handle(Call call, byte[] body);
    }

    /** Takes a request that has passed all checks, and says where its body goes. */
    @FunctionalInterface
    interface Opener {
        WireBody open(Call call);
    }

    /** A request at its endpoint; {@code parameter} is the decoded one of the path, or empty. */
    record Call(WireRequest request, String parameter, Reply reply) {
        /** The first value of a query parameter, or an empty text. */
        String query(String name) {
            return Paths.queryValue(request.target(), name);
        }
    }

    static Route get(String path, Handler handler) {
        return new Route("GET", path.split("/"), false, false, false, HeaderSet.PLAIN, withoutBody(handler));
    }

    static Route post(String path, Handler handler) {
        return new Route("POST", path.split("/"), false, false, false, HeaderSet.PLAIN, withoutBody(handler));
    }

    static Route postWithBody(String path, BodyHandler handler) {
        return upload(path, call -> WireBody.collect(body -> handler.handle(call, body)));
    }

    static Route upload(String path, Opener opener) {
        return new Route("POST", path.split("/"), false, false, true, HeaderSet.PLAIN, opener);
    }

    static Route stream(String path, Handler handler) {
        return new Route("GET", path.split("/"), false, false, false, HeaderSet.STREAM, withoutBody(handler));
    }

    static Route bare(String path, Handler handler) {
        return new Route("POST", path.split("/"), false, false, false, HeaderSet.BARE, withoutBody(handler));
    }

    private static Opener withoutBody(Handler handler) {
        return call -> {
            handler.handle(call);
            return WireBody.IGNORED;
        };
    }

    Route withoutToken() {
        return new Route(method, segments, true, layers, takesBody, headers, opener);
    }

    Route forLayers() {
        return new Route(method, segments, open, true, takesBody, headers, opener);
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
