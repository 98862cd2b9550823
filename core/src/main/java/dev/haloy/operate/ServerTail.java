package dev.haloy.operate;

import dev.haloy.client.EntryStream;
import dev.haloy.client.LogEntry;
import dev.haloy.client.ServerClient;
import dev.haloy.client.ServerException;
import dev.haloy.client.ServerVersion;
import dev.haloy.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Follows what one server says, across restarts. Everything happens on the World's loop. */
final class ServerTail {
    /** A server repeats its last hundred entries to everybody who comes. */
    private static final int REMEMBERED = 300;

    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration GIVE_UP = Duration.ofMinutes(1);

    private final World world;
    private final Asking asking;
    private final ServerClient client;
    private final Door door;
    private final boolean visitors;
    private final ServerLogListener listener;
    private final CompletableFuture<Boolean> end = new CompletableFuture<>();
    private final Set<LogEntry> heard = new LinkedHashSet<>();
    private Optional<EntryStream> stream = Optional.empty();
    private Optional<Instant> lostSince = Optional.empty();

    ServerTail(
            World world, Asking asking, ServerClient client, Door door, boolean visitors, ServerLogListener listener) {
        this.world = world;
        this.asking = asking;
        this.client = client;
        this.door = door;
        this.visitors = visitors;
        this.listener = listener;
    }

    /** Completes when nothing more is followed: whether that is as it should be. */
    CompletableFuture<Boolean> end() {
        return end;
    }

    void close() {
        stream.ifPresent(EntryStream::close);
        end.complete(true);
    }

    /** Asks for the version first: it says where the stream is. */
    void connect() {
        CompletableFuture<ServerVersion> version = asking.read(door, client::version);
        Asking.cancelWith(end, version);
        version.whenCompleteAsync(
                (known, failure) -> {
                    if (failure == null) {
                        asking.turn(door, () -> open(known));
                    } else if (InOrder.cause(failure) instanceof ServerException trouble) {
                        broken(Optional.of(trouble));
                    } else {
                        finish(String.valueOf(InOrder.cause(failure).getMessage()));
                    }
                },
                world.loop());
    }

    private void open(ServerVersion version) {
        if (end.isDone()) {
            return;
        }
        EntryStream.Listener ear = new EntryStream.Listener() {
            @Override
            public void opened(Optional<Instant> serverTime) {
                lostSince = Optional.empty();
            }

            @Override
            public void entry(LogEntry entry) {
                hear(entry);
            }

            @Override
            public void ended(Optional<ServerException> failure) {
                broken(failure);
            }
        };
        stream = Optional.of(
                visitors
                        ? client.followServerAndVisitors(version.dialect(), ear)
                        : client.followServer(version.dialect(), ear));
    }

    private void hear(LogEntry entry) {
        if (!heard.add(entry) || end.isDone()) {
            return;
        }
        if (heard.size() > REMEMBERED) {
            heard.remove(heard.iterator().next());
        }
        listener.entry(door.server().key(), entry);
    }

    private void broken(Optional<ServerException> failure) {
        if (end.isDone()) {
            return;
        }
        Instant now = world.clock().instant();
        boolean first = lostSince.isEmpty();
        Instant since = lostSince.orElse(now);
        lostSince = Optional.of(since);
        String why = failure.map(Throwable::getMessage).orElse("the server has ended the stream");
        boolean passing = failure.isEmpty() || failure.get().trouble().isPassing();
        if (!passing || now.isAfter(since.plus(GIVE_UP))) {
            finish(why);
            return;
        }
        if (first) {
            listener.interrupted(door.server().key(), why);
        }
        world.loop().schedule(this::connect, PAUSE.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void finish(String why) {
        if (!end.isDone()) {
            listener.ended(door.server().key(), Optional.of(why));
            end.complete(false);
        }
    }
}
