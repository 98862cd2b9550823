package dev.haloy.embedded;

import dev.haloy.embedded.daemon.Settings;
import dev.haloy.embedded.fault.RandomFaults;
import dev.haloy.embedded.wire.TimeLine;
import dev.haloy.embedded.wire.WireService;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A set of embedded servers on one time line, each known by the address that a config would name. In virtual time they
 * come with an HTTP client that reaches them, and nothing else, without any network.
 *
 * <pre>{@code
 * VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-01-01T00:00:00Z"));
 * try (EmbeddedHaloyds servers = EmbeddedHaloyds.inMemory(time)) {
 *   servers.add("prod.example.com", "token").app("shop").running("v1").nextDeployment(failsHealthCheck());
 *   HttpClient client = servers.httpClient();
 * }
 * }</pre>
 */
public final class EmbeddedHaloyds implements AutoCloseable {
    private final TimeLine time;
    private final @Nullable VirtualTime virtualTime;
    private final @Nullable HttpClient client;
    private final Map<String, EmbeddedHaloyd> servers = new LinkedHashMap<>();
    private boolean closed;

    private EmbeddedHaloyds(TimeLine time, @Nullable VirtualTime virtual) {
        this.time = time;
        this.virtualTime = virtual;
        this.client = virtual == null ? null : new InMemoryHttpClient(virtual, this::connect);
    }

    /** Servers in virtual time, reached through {@link #httpClient}. */
    public static EmbeddedHaloyds inMemory(VirtualTime time) {
        return new EmbeddedHaloyds(time, time);
    }

    /** Servers on a time line of somebody else's, reached through a front of theirs. */
    public static EmbeddedHaloyds on(TimeLine time) {
        return new EmbeddedHaloyds(time, null);
    }

    /** Adds a server; {@code address} is a host or {@code host:port}, a scheme and a path are ignored. */
    public EmbeddedHaloyd add(String address, String token) {
        return add(address, token, options -> options);
    }

    /**
     * Adds a server that is set up in a special way.
     *
     * @throws IllegalArgumentException if the address is taken
     */
    public synchronized EmbeddedHaloyd add(String address, String token, UnaryOperator<HaloydOptions> setUp) {
        String key = key(address);
        if (servers.containsKey(key)) {
            throw new IllegalArgumentException("There is a server at " + key + " already");
        }
        HaloydOptions options = setUp.apply(new HaloydOptions(Settings.of(host(key), token)));
        EmbeddedHaloyd server = new EmbeddedHaloyd(key, time, options);
        servers.put(key, server);
        return server;
    }

    /**
     * The server at an address.
     *
     * @throws NoSuchElementException if there is none; the message lists those that exist
     */
    public synchronized EmbeddedHaloyd at(String address) {
        EmbeddedHaloyd server = servers.get(key(address));
        if (server == null) {
            throw new NoSuchElementException("No server at " + address + "; there are " + servers.keySet());
        }
        return server;
    }

    /** All servers, in the order they were added. */
    public synchronized List<EmbeddedHaloyd> all() {
        return new ArrayList<>(servers.values());
    }

    /** Faults by chance at all servers that exist now, drawn for each of them separately. */
    public void faults(RandomFaults faults) {
        all().forEach(server -> server.faults(faults));
    }

    /**
     * A client whose only network are these servers; others are refused with a {@link ConnectException}.
     *
     * @throws IllegalStateException outside virtual time
     */
    public HttpClient httpClient() {
        HttpClient inMemory = client;
        if (inMemory == null) {
            throw new IllegalStateException("There is an in-memory client in virtual time only");
        }
        return inMemory;
    }

    /**
     * Connects with a server byte for byte, as a socket would without TLS.
     *
     * @throws ConnectException if there is no such server
     * @throws IllegalStateException outside virtual time
     */
    public MemoryChannel dial(String address) throws ConnectException {
        VirtualTime virtual = virtualTime;
        if (virtual == null) {
            throw new IllegalStateException("There are connections in memory in virtual time only");
        }
        URI uri = URI.create(address.contains("://") ? address : "https://" + address);
        return new MemoryChannel(virtual, connect(uri), MemoryRequest.PEER);
    }

    /** Stops all servers as soon as time goes on: streams are cut, new connections are refused. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            servers.values().forEach(EmbeddedHaloyd::stop);
        }
    }

    private synchronized WireService connect(URI uri) throws ConnectException {
        EmbeddedHaloyd server = closed ? null : servers.get(key(uri));
        if (server == null) {
            throw new ConnectException("Nobody listens at " + uri.getRawAuthority()
                    + (closed ? "; the embedded servers were closed" : "; there are " + servers.keySet()));
        }
        return server.service();
    }

    private static String key(URI uri) {
        String authority = String.valueOf(uri.getRawAuthority()).toLowerCase(Locale.ROOT);
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        String standard = secure ? ":443" : ":80";
        return authority.endsWith(standard)
                ? authority.substring(0, authority.length() - standard.length())
                : authority;
    }

    private static String key(String address) {
        return key(URI.create(address.contains("://") ? address : "https://" + address));
    }

    private static String host(String key) {
        int port = key.lastIndexOf(':');
        return port > 0 && key.indexOf(']') < port ? key.substring(0, port) : key;
    }
}
