package dev.haloy.deploy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of a registry for images as a push needs, on a port of this machine, for one user. It believes no digest but its own. */
final class LocalRegistry implements AutoCloseable {
    private static final Pattern BLOB = Pattern.compile("/v2/(.+)/blobs/(sha256:[0-9a-f]{64})");
    private static final Pattern UPLOAD = Pattern.compile("/v2/(.+)/blobs/uploads/([0-9]*)");
    private static final Pattern MANIFEST = Pattern.compile("/v2/(.+)/manifests/(.+)");

    private final HttpServer server;
    private final PlainPort port;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final String login;
    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
    private final Map<String, byte[]> uploads = new ConcurrentHashMap<>();
    private final Map<String, byte[]> manifests = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    LocalRegistry(String user, String password) throws IOException {
        login = "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        port = new PlainPort(server.getAddress().getPort());
    }

    /** What Docker knows it by. */
    String name() {
        return "127.0.0.1:" + port.number();
    }

    /** Manifests that were pushed, by repository and tag. */
    Map<String, byte[]> manifests() {
        return manifests;
    }

    /** Everything else that was pushed, by digest. */
    Map<String, byte[]> blobs() {
        return blobs;
    }

    /** Methods and paths. */
    List<String> requests() {
        return requests;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            requests.add(exchange.getRequestMethod() + " " + path);
            exchange.getResponseHeaders().set("Docker-Distribution-API-Version", "registry/2.0");
            exchange.sendResponseHeaders(isLoggedIn(exchange) ? status(exchange, path, body) : 401, -1);
        }
    }

    private boolean isLoggedIn(HttpExchange exchange) {
        if (login.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return true;
        }
        exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"test\"");
        return false;
    }

    private int status(HttpExchange exchange, String path, byte[] body) {
        Matcher blob = BLOB.matcher(path);
        Matcher upload = UPLOAD.matcher(path);
        Matcher manifest = MANIFEST.matcher(path);
        if (blob.matches()) {
            byte[] bytes = blobs.get(blob.group(2));
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(bytes == null ? 0 : bytes.length));
            return bytes == null ? 404 : 200;
        } else if (upload.matches()) {
            return upload(exchange, upload, body);
        } else if (manifest.matches()) {
            return manifest(exchange, manifest, body);
        }
        return path.equals("/v2/") ? 200 : 404;
    }

    private int upload(HttpExchange exchange, Matcher path, byte[] body) {
        String id = path.group(2).isEmpty() ? String.valueOf(requests.size()) : path.group(2);
        byte[] all = uploads.merge(id, body, LocalRegistry::joined);
        exchange.getResponseHeaders().set("Location", "/v2/" + path.group(1) + "/blobs/uploads/" + id);
        exchange.getResponseHeaders().set("Docker-Upload-UUID", id);
        exchange.getResponseHeaders().set("Range", "0-" + Math.max(0, all.length - 1));
        if (!exchange.getRequestMethod().equals("PUT")) {
            return 202;
        }
        String digest = SavedImage.digest(all);
        if (!exchange.getRequestURI().getQuery().contains("digest=" + digest)) {
            return 400;
        }
        blobs.put(digest, all);
        return 201;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private int manifest(HttpExchange exchange, Matcher path, byte[] body) {
        String name = path.group(1) + ":" + path.group(2);
        if (exchange.getRequestMethod().equals("PUT")) {
            manifests.put(name, body);
        }
        if (!manifests.containsKey(name)) {
            return 404;
        }
        exchange.getResponseHeaders().set("Docker-Content-Digest", SavedImage.digest(manifests.get(name)));
        return exchange.getRequestMethod().equals("PUT") ? 201 : 200;
    }

    @Override
    public void close() throws IOException {
        port.close();
        server.stop(0);
        threads.shutdownNow();
    }
}
