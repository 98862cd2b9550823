package dev.haloy.operate;

import dev.haloy.client.ServerClient;
import dev.haloy.resolve.ResolvedTarget;
import dev.haloy.world.Dialer.Listening;
import dev.haloy.world.Duplex;
import dev.haloy.world.World;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A port of this machine that leads to a container, until it is closed. Programs on this machine reach it as {@code localhost}, any
 * number at the same time; each gets a connection of its own. Safe for use by several threads.
 */
public final class Tunnel implements AutoCloseable {
    private final World world;
    private final Asking asking;
    private final ServerClient client;
    private final Door.ToTarget door;
    private final TunnelOptions options;
    private final TunnelListener listener;
    private final List<Listening> listening;
    private final CompletableFuture<Boolean> end;
    /** On the loop only. */
    private final Set<Connection> connections = new LinkedHashSet<>();

    Tunnel(
            World world,
            Asking asking,
            ServerClient client,
            Door.ToTarget door,
            TunnelOptions options,
            TunnelListener listener) {
        this.world = world;
        this.asking = asking;
        this.client = client;
        this.door = door;
        this.options = options;
        this.listener = listener;
        this.end = world.newFuture();
        this.listening = new Loopbacks(world.dialer(), this::accept).listen(options.localPort());
    }

    /** The port on this machine. */
    public int localPort() {
        return listening.get(0).port();
    }

    /** The key of the target it leads to. */
    public String target() {
        return resolved().key();
    }

    /** The app it leads to. */
    public String app() {
        return resolved().name();
    }

    /** The server it goes through. */
    public String server() {
        return door.server().key();
    }

    /** The port of the container. */
    public int remotePort() {
        return options.remotePort().orElseGet(() -> Integer.parseInt(resolved().port()));
    }

    private ResolvedTarget resolved() {
        return door.target();
    }

    /** Completes when it was closed and nothing of it is open any more. */
    public CompletableFuture<Boolean> end() {
        return end;
    }

    /** Takes no more connections and breaks those that are open. Any number of times. */
    @Override
    public void close() {
        listening.forEach(Listening::close);
        world.loop().execute(() -> {
            new ArrayList<>(connections).forEach(Connection::breakOff);
            end.complete(true);
        });
    }

    private void accept(Duplex local) {
        world.loop().execute(() -> {
            if (end.isDone()) {
                local.close();
            } else {
                new Connection(local).begin();
            }
        });
    }

    /** The port and where it leads. */
    @Override
    public String toString() {
        return "localhost:" + localPort() + " -> " + app() + ":" + remotePort() + " on " + server();
    }

    /** One program of this machine and its connection to the container. */
    private final class Connection {
        private final Duplex local;
        private CompletableFuture<Duplex> remote = new CompletableFuture<>();

        Connection(Duplex local) {
            this.local = local;
        }

        void begin() {
            connections.add(this);
            remote = asking.send(
                    door, () -> client.tunnel(resolved().name(), options.remotePort(), options.container()));
            remote.whenCompleteAsync(
                    (opened, failure) -> {
                        if (failure == null) {
                            relay(opened);
                        } else {
                            refuse(InOrder.cause(failure));
                        }
                    },
                    world.loop());
        }

        private void relay(Duplex opened) {
            if (!connections.contains(this)) {
                opened.close();
                return;
            }
            listener.connected();
            new Relay(world.loop(), local, opened, this::ended).begin();
        }

        private void ended() {
            if (connections.remove(this)) {
                listener.disconnected();
            }
        }

        private void refuse(Throwable failure) {
            local.close();
            if (connections.remove(this)) {
                listener.refused(String.valueOf(failure.getMessage()));
            }
        }

        /** What is under way fails then, and so the other end is closed as well. */
        void breakOff() {
            connections.remove(this);
            remote.cancel(true);
            local.close();
            if (remote.isDone() && !remote.isCompletedExceptionally()) {
                remote.join().close();
            }
        }
    }
}
