package dev.haloy.operate;

import dev.haloy.client.ContainerLine;
import dev.haloy.client.ContainerLogStream;
import dev.haloy.client.LogOptions;
import dev.haloy.client.ServerClient;
import dev.haloy.client.ServerException;
import dev.haloy.client.ServerException.Trouble;
import dev.haloy.resolve.ResolvedTarget;
import dev.haloy.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Follows one target across restarts and new deployments. Everything happens on the World's loop. */
final class LogTail {
    private static final int REMEMBERED = 200;
    private static final Duration PAUSE = Duration.ofSeconds(2);
    /** A replay comes at once; what comes after such a silence is new. */
    private static final Duration REPLAY = Duration.ofMillis(500);

    private static final Duration GIVE_UP = Duration.ofMinutes(1);

    private final World world;
    private final Asking asking;
    private final ServerClient client;
    private final Door.ToTarget door;
    private final ResolvedTarget target;
    private final LogOptions options;
    private final LogListener listener;
    private final CompletableFuture<Boolean> end = new CompletableFuture<>();
    private final Map<String, Overlap> heard = new LinkedHashMap<>();
    private Optional<ContainerLogStream> stream = Optional.empty();
    private Optional<List<ContainerLine>> replay = Optional.empty();
    private Optional<Instant> lostSince = Optional.empty();
    private boolean openedOnce;
    private int connection;

    LogTail(
            World world,
            Asking asking,
            ServerClient client,
            Door.ToTarget door,
            LogOptions options,
            LogListener listener) {
        this.world = world;
        this.asking = asking;
        this.client = client;
        this.door = door;
        this.target = door.target();
        this.options = options;
        this.listener = listener;
    }

    /** Completes when nothing more is followed: whether that is as it should be. */
    CompletableFuture<Boolean> end() {
        return end;
    }

    void close() {
        stream.ifPresent(ContainerLogStream::close);
        end.complete(true);
    }

    /** Opens the stream when it is its turn. */
    void connect() {
        asking.turn(door, this::open);
    }

    private void open() {
        if (end.isDone()) {
            return;
        }
        connection++;
        LogOptions asked =
                openedOnce ? new LogOptions(REMEMBERED, options.container(), options.allContainers()) : options;
        stream = Optional.of(client.containerLogs(target.name(), asked, true, new ContainerLogStream.Listener() {
            @Override
            public void opened() {
                begin();
            }

            @Override
            public void line(ContainerLine line) {
                hear(line);
            }

            @Override
            public void ended(Optional<ServerException> failure) {
                broken(failure);
            }
        }));
    }

    private void begin() {
        lostSince = Optional.empty();
        if (openedOnce) {
            replay = Optional.of(new ArrayList<>());
            int current = connection;
            world.loop().schedule(() -> settle(current), REPLAY.toNanos(), TimeUnit.NANOSECONDS);
        }
        openedOnce = true;
    }

    private void hear(ContainerLine line) {
        if (replay.isPresent()) {
            replay.get().add(line);
        } else {
            tell(line);
        }
    }

    private void tell(ContainerLine line) {
        heard.computeIfAbsent(line.containerId(), id -> new Overlap(REMEMBERED)).hear(line.line());
        if (!end.isDone()) {
            listener.line(target.key(), line);
        }
    }

    private void settle(int ofConnection) {
        if (ofConnection == connection) {
            settle();
        }
    }

    private void settle() {
        Map<String, List<String>> lines = new LinkedHashMap<>();
        replay.orElse(List.of())
                .forEach(line -> lines.computeIfAbsent(line.containerId(), id -> new ArrayList<>())
                        .add(line.line()));
        replay = Optional.empty();
        lines.forEach((id, texts) -> heard.computeIfAbsent(id, any -> new Overlap(REMEMBERED))
                .news(texts)
                .forEach(text -> tell(new ContainerLine(id, text))));
    }

    private void broken(Optional<ServerException> failure) {
        settle();
        if (end.isDone()) {
            return;
        }
        Instant now = world.clock().instant();
        boolean first = lostSince.isEmpty();
        Instant since = lostSince.orElse(now);
        lostSince = Optional.of(since);
        String why = failure.map(Throwable::getMessage).orElse("the containers have stopped");
        if (failure.isEmpty() && options.container().isPresent()) {
            finish(Optional.empty());
        } else if (!isWorthTrying(failure) || now.isAfter(since.plus(GIVE_UP))) {
            finish(Optional.of(why));
        } else {
            if (first) {
                listener.interrupted(target.key(), why);
            }
            world.loop().schedule(this::connect, PAUSE.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** While one version replaces another there may be no container for a moment, but not at the beginning. */
    private boolean isWorthTrying(Optional<ServerException> failure) {
        if (failure.isEmpty()) {
            return true;
        }
        Trouble trouble = failure.get().trouble();
        boolean noContainer = failure.get().status().orElse(0) == 404;
        return trouble.isPassing() || (noContainer && openedOnce);
    }

    private void finish(Optional<String> problem) {
        listener.ended(target.key(), problem);
        end.complete(problem.isEmpty());
    }
}
