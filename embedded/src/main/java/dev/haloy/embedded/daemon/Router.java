package dev.haloy.embedded.daemon;

import dev.haloy.embedded.wire.WireAnswer;
import dev.haloy.embedded.wire.WireBody;
import dev.haloy.embedded.wire.WireRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Finds the endpoint of a request and checks rate limit and token before it gets there. */
final class Router {
    private static final String SCHEME = "Bearer ";

    private final Lifetime life;
    private final String token;
    private final List<Route> routes;
    private final boolean limited;
    private final RateLimiter general = new RateLimiter(5, 10);
    private final RateLimiter layers = new RateLimiter(50, 100);

    Router(Lifetime life, String token, boolean limited, List<Route> routes) {
        this.life = life;
        this.token = token;
        this.limited = limited;
        this.routes = routes;
    }

    WireBody begin(WireRequest request, WireAnswer answer) {
        boolean headOnly = request.method().equals("HEAD");
        Reply reply = new Reply(answer, headOnly, HeaderSet.PLAIN);
        String path = Paths.path(request.target());
        String clean = Paths.clean(path);
        if (!clean.equals(path)) {
            reply.redirect(clean + Paths.query(request.target()));
            return WireBody.IGNORED;
        }
        String[] segments = Paths.segments(path);
        List<Route> candidates = candidates(segments);
        for (Route route : candidates) {
            if (route.answers(request.method())) {
                Reply own = new Reply(answer, headOnly, route.headers());
                return enter(route, new Route.Call(request, route.parameter(segments), own));
            }
        }
        refuse(candidates, reply);
        return WireBody.IGNORED;
    }

    private List<Route> candidates(String[] segments) {
        List<Route> found = new ArrayList<>(1);
        for (Route route : routes) {
            if (route.matches(segments)) {
                found.add(route);
            }
        }
        return found;
    }

    private static void refuse(List<Route> candidates, Reply reply) {
        if (candidates.isEmpty()) {
            reply.routerError(404, "404 page not found", List.of());
            return;
        }
        TreeSet<String> allowed = new TreeSet<>();
        for (Route route : candidates) {
            allowed.add(route.method());
            if (route.method().equals("GET")) {
                allowed.add("HEAD");
            }
        }
        reply.routerError(405, "Method Not Allowed", List.of(Map.entry("Allow", String.join(", ", allowed))));
    }

    private WireBody enter(Route route, Route.Call call) {
        RateLimiter limiter = route.layers() ? layers : general;
        if (limited && !limiter.take(client(call.request()), life.instant())) {
            call.reply().error(429, "429 Too Many Requests");
            return WireBody.IGNORED;
        }
        String trouble = route.open() ? "" : tokenTrouble(call.request());
        if (trouble.isEmpty()) {
            return open(route, call);
        }
        call.reply().error(401, trouble);
        return WireBody.IGNORED;
    }

    /** What dies before its answer is cut off, and hears nothing of the rest of the request. */
    private WireBody open(Route route, Route.Call call) {
        if (route.takesBody()) {
            call.reply().later(life);
            return new LivingBody(life, route.opener().open(call));
        }
        return route.opener().open(call);
    }

    /** Behind a proxy on the same machine, the address that the proxy saw. */
    private static String client(WireRequest request) {
        String peer = request.peer();
        boolean local = peer.startsWith("127.") || peer.equals("::1") || peer.equals("0:0:0:0:0:0:0:1");
        List<String> forwarded = request.headers().getOrDefault("x-forwarded-for", List.of());
        if (!local || forwarded.isEmpty()) {
            return peer;
        }
        String all = forwarded.get(forwarded.size() - 1);
        return all.substring(all.lastIndexOf(',') + 1).strip();
    }

    private String tokenTrouble(WireRequest request) {
        List<String> values = request.headers().getOrDefault("authorization", List.of());
        String value = values.isEmpty() ? "" : values.get(0).strip();
        if (value.isEmpty()) {
            return "there is no Authorization header";
        }
        if (!value.startsWith(SCHEME)) {
            return "the Authorization header must read 'Bearer <token>'";
        }
        byte[] given = value.substring(SCHEME.length()).getBytes(StandardCharsets.UTF_8);
        boolean right = MessageDigest.isEqual(given, token.getBytes(StandardCharsets.UTF_8));
        return right ? "" : "this token is not valid";
    }
}
