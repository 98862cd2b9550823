package dev.haloy.image;

import dev.haloy.client.Calls;
import dev.haloy.client.Retries;
import dev.haloy.world.World;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One image on its way to its servers: reads the archive as far as somebody needs it and hands layers on. Everything happens on the
 * loop, except reading, which takes one step at a time on a thread that may block.
 */
final class TransferRun {
    final ImageSource image;
    final String reference;
    final Set<Digest> layers;
    final Calls calls;
    final Calls layerCalls;
    private final World world;
    private final TransferListener listener;
    private final Path spool;
    private final ImageCache cache;
    private final Map<String, ServerTransfer> servers = new LinkedHashMap<>();
    private final CompletableFuture<Map<String, TransferResult>> result;
    private final Map<Digest, Long> sizes = new LinkedHashMap<>();
    private Optional<byte[]> config = Optional.empty();
    private final Shelf shelf = new Shelf();
    private @Nullable ArchiveScan scan;
    private boolean reading;
    private boolean over;

    TransferRun(
            World world,
            Retries retries,
            ImageSource image,
            String reference,
            List<Destination> destinations,
            TransferListener listener) {
        this.world = world;
        this.image = image;
        this.reference = reference;
        this.listener = listener;
        this.layers = new LinkedHashSet<>(image.layers());
        Calls.RetryListener retrying = (server, what, attempt, pause, reason) ->
                tell(ear -> ear.retrying(server.orElse(""), what, attempt, pause, reason));
        this.calls = Calls.of(world, retries, retrying);
        this.layerCalls = Calls.ofLayers(world, retries, retrying);
        Path directory = world.environment().cacheDirectory();
        this.spool = directory.resolve("layers");
        this.cache = new ImageCache(directory.resolve("images"));
        destinations.forEach(each -> servers.putIfAbsent(each.server(), new ServerTransfer(this, each)));
        this.result = world.newFuture();
    }

    CompletableFuture<Map<String, TransferResult>> result() {
        result.whenComplete((value, failure) -> {
            if (result.isCancelled()) {
                world.loop().execute(this::abandon);
            }
        });
        return result;
    }

    void begin() {
        blocking(() -> cache.find(image).stream().toList(), (known, failure) -> {
            if (known != null) {
                known.forEach(found -> {
                    config = Optional.of(found.config());
                    sizes.putAll(found.sizes());
                });
            }
            List.copyOf(servers.values()).forEach(ServerTransfer::begin);
            advance();
        });
    }

    /** Does what is due: every change comes by here. */
    void advance() {
        boolean asking = servers.values().stream().anyMatch(ServerTransfer::isAsking);
        if (!asking) {
            shelf.handOn(servers.values());
        }
        if (over || reading) {
            stopReadingForNobody();
            return;
        }
        if (asking) {
            readAhead();
            return;
        }
        servers.values().forEach(ServerTransfer::assembleIfComplete);
        if (needsMore()) {
            readOn(wanted());
            return;
        }
        closeScan();
        if (servers.values().stream().allMatch(ServerTransfer::isOver)) {
            finish();
        }
    }

    /** An image that nothing is known of must be read in any case, so its first layer need not wait for the answers of servers. */
    private void readAhead() {
        if (config.isEmpty() && scan == null && servers.values().stream().anyMatch(ServerTransfer::takesLayers)) {
            readOn(layers);
        }
    }

    private void stopReadingForNobody() {
        ArchiveScan open = scan;
        if (open != null && servers.values().stream().allMatch(ServerTransfer::hasFailed)) {
            open.close();
        }
    }

    /** What was begun for the first time is read to its end, so that next time nothing need be read. */
    private boolean needsMore() {
        boolean somebodyIsThere = servers.values().stream().anyMatch(ServerTransfer::takesLayers);
        boolean needed = !wanted().isEmpty() || config.isEmpty();
        boolean toRemember = scan != null
                && total(layers).isEmpty()
                && !servers.values().stream().allMatch(ServerTransfer::hasFailed);
        return shelf.hasRoom() && ((somebodyIsThere && needed) || toRemember);
    }

    private Set<Digest> wanted() {
        Set<Digest> wanted = new LinkedHashSet<>();
        servers.values().forEach(server -> wanted.addAll(server.wanted()));
        return wanted;
    }

    private void readOn(Set<Digest> wanted) {
        reading = true;
        blocking(
                () -> {
                    ArchiveScan open = scan;
                    if (open == null) {
                        open = new ArchiveScan(
                                image, spool, layer -> world.loop().execute(() -> begun(layer)));
                        scan = open;
                    }
                    return open.next(wanted).map(Step::found).orElse(Step.END);
                },
                this::haveRead);
    }

    private void begun(SpooledLayer layer) {
        sizes.put(layer.digest(), layer.size());
        shelf.findUnfinished(layer);
        advance();
    }

    private void haveRead(@Nullable Step step, @Nullable Throwable failure) {
        reading = false;
        ArchiveScan open = scan;
        if (open != null) {
            sizes.putAll(open.sizes());
            config = config.or(() -> open.config(step != null && step.layer().isEmpty()));
        }
        if (step == null) {
            closeScan();
            servers.values().forEach(server -> server.cannotRead(shelf.written(), reason(failure)));
        } else if (step.layer().isEmpty()) {
            atEnd(open == null ? "" : open.hint());
        } else if (shelf.written() == null) {
            shelf.find(step.layer().get());
        }
        shelf.hasBeenWritten();
        if (over) {
            closeScan();
        }
        advance();
    }

    /** What came of reading on: a layer that is wanted, or the end. */
    private record Step(Optional<SpooledLayer> layer) {
        static final Step END = new Step(Optional.empty());

        static Step found(SpooledLayer layer) {
            return new Step(Optional.of(layer));
        }
    }

    void leave(SpooledLayer layer) {
        shelf.leave(layer);
    }

    private void atEnd(String hint) {
        closeScan();
        if (config.isEmpty()) {
            servers.values().forEach(server -> server.cannotRead("it holds no configuration of this image"));
        }
        servers.values().forEach(server -> server.archiveEnded(hint));
    }

    private void closeScan() {
        ArchiveScan open = scan;
        scan = null;
        if (open == null) {
            return;
        }
        open.close();
        if (config.isPresent() && total(layers).isPresent()) {
            ImageCache.Known known = new ImageCache.Known(config.get(), new LinkedHashMap<>(sizes));
            blocking(
                    () -> {
                        cache.store(image, known);
                        return true;
                    },
                    (stored, failure) -> {});
        }
    }

    private void finish() {
        over = true;
        Map<String, TransferResult> results = new LinkedHashMap<>();
        servers.forEach((key, server) -> server.end().ifPresent(end -> results.put(key, end)));
        result.complete(results);
    }

    private void abandon() {
        if (!over) {
            over = true;
            // A reading thread is let go by this; what it has found is dropped when it comes back.
            ArchiveScan open = scan;
            if (open != null) {
                open.close();
            }
            servers.values().forEach(ServerTransfer::abandon);
            shelf.handOn(servers.values());
        }
    }

    Optional<byte[]> config() {
        return config;
    }

    OptionalLong total(Iterable<Digest> some) {
        return ArchiveScan.total(sizes, some);
    }

    World world() {
        return world;
    }

    void tell(Consumer<TransferListener> news) {
        try {
            news.accept(listener);
        } catch (RuntimeException e) {
            // A listener cannot stop a transfer.
            return;
        }
    }

    private <T> void blocking(Callable<T> work, BiConsumer<@Nullable T, @Nullable Throwable> then) {
        CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return work.call();
                            } catch (Exception e) {
                                throw new CompletionException(e);
                            }
                        },
                        world.blocking())
                .handleAsync(
                        (value, failure) -> {
                            then.accept(value, failure);
                            return true;
                        },
                        world.loop());
    }

    private static String reason(@Nullable Throwable failure) {
        Throwable cause = failure == null ? new IllegalStateException("nothing was read") : Calls.cause(failure);
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
