package dev.haloy.image;

import dev.haloy.client.ImageRoutes;
import dev.haloy.client.ServerException;
import dev.haloy.client.ServerException.Trouble;
import dev.haloy.image.TransferResult.Failed;
import dev.haloy.image.TransferResult.Reason;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One image on its way to one server: asks what is missing, sends that, has the image put together. On the loop. */
final class ServerTransfer {
    /** As many layers at once as the daemon's own client sends. */
    private static final int AT_ONCE = 4;

    private final TransferRun run;
    private final Destination destination;
    private final String server;
    private final ImageRoutes routes;
    private final Progress progress;
    private final Set<Digest> missing = new LinkedHashSet<>();
    private final Set<Digest> taken = new LinkedHashSet<>();
    private final Set<Digest> sent = new LinkedHashSet<>();
    private final Deque<SpooledLayer> queue = new ArrayDeque<>();
    private final OpenCalls calls;
    private Optional<TransferResult> end = Optional.empty();
    private int uploading;
    private boolean asking;
    private boolean assembling;
    private boolean sendsAll;
    private boolean joinsNextReading;
    private int failures;

    ServerTransfer(TransferRun run, Destination destination) {
        this.run = run;
        this.destination = destination;
        this.server = destination.server();
        this.routes = destination.client().images();
        this.progress = new Progress(run, server);
        this.calls = new OpenCalls(run, server);
    }

    void begin() {
        if (!destination.takesLayers()) {
            new ArchiveTransfer(run, destination, progress, this::over).begin(calls::add);
            return;
        }
        asking = true;
        List<String> digests = run.layers.stream().map(Digest::text).toList();
        calls.call(run.layerCalls, "asking for layers", () -> routes.missing(digests), (absent, failure) -> {
            if (absent == null) {
                failed(failure);
            } else {
                run.layers.stream()
                        .filter(layer -> absent.contains(layer.text()))
                        .forEach(missing::add);
                askForSpace();
            }
        });
    }

    /** Says beforehand what would be found out in the end; what is not known yet is asked for as nothing, so as not to refuse too much. */
    private void askForSpace() {
        OptionalLong whole = run.total(run.layers).isPresent() ? run.total(run.layers) : run.image.bytes();
        if (!destination.tellsItsSpace() || whole.orElse(0) == 0) {
            asking = false;
            return;
        }
        OptionalLong part = run.total(missing);
        long layers = part.orElse(missing.size() == run.layers.size() ? whole.getAsLong() : 0);
        long image = whole.getAsLong() + 4096L * run.image.layers().size();
        calls.call(
                run.calls,
                "asking for room on the disk",
                () -> routes.spaceForLayers(layers, image),
                (space, failure) -> {
                    asking = false;
                    // A server that cannot say may still have the room.
                    if (space != null && !space.ok()) {
                        over(Shortage.of(server, space));
                    }
                });
    }

    boolean isAsking() {
        return asking && end.isEmpty();
    }

    boolean isOver() {
        return end.isPresent();
    }

    boolean hasFailed() {
        return end.filter(Failed.class::isInstance).isPresent();
    }

    Optional<TransferResult> end() {
        return end;
    }

    /** Whether layers can still be of use. */
    boolean takesLayers() {
        return end.isEmpty() && destination.takesLayers();
    }

    /** What it lacks and has not been given yet. */
    Set<Digest> wanted() {
        Set<Digest> wanted = new LinkedHashSet<>(end.isPresent() ? Set.of() : missing);
        wanted.removeAll(taken);
        return wanted;
    }

    void take(SpooledLayer layer) {
        if (wanted().contains(layer.digest())) {
            layer.use();
            taken.add(layer.digest());
            queue.add(layer);
            Set<Digest> all = new LinkedHashSet<>(sent);
            all.addAll(missing);
            boolean isWhole = all.size() == run.layers.size();
            progress.expects(run.total(all).isEmpty() && isWhole ? run.image.bytes() : run.total(all));
            sendNext();
        }
    }

    private void sendNext() {
        while (end.isEmpty() && uploading < AT_ONCE && !queue.isEmpty()) {
            send(queue.remove());
        }
    }

    private void send(SpooledLayer layer) {
        uploading++;
        Progress.Part part = progress.part();
        calls.call(
                run.layerCalls,
                "sending layer " + layer.digest(),
                () -> routes.uploadLayer(layer.digest().text(), layer, part::at),
                (status, failure) -> {
                    uploading--;
                    run.leave(layer);
                    if (status == null) {
                        failed(failure);
                        return;
                    }
                    part.at(layer.size());
                    missing.remove(layer.digest());
                    taken.remove(layer.digest());
                    sent.add(layer.digest());
                    sendNext();
                });
    }

    void assembleIfComplete() {
        Optional<byte[]> config = run.config();
        if (end.isPresent() || assembling || !destination.takesLayers() || !missing.isEmpty() || config.isEmpty()) {
            return;
        }
        assembling = true;
        failures = 0;
        byte[] bytes = config.get();
        List<String> hexes = run.image.layers().stream().map(Digest::hex).toList();
        calls.call(
                run.layerCalls,
                "putting the image together",
                () -> routes.assemble(run.reference, bytes, Digest.of(bytes).hex(), hexes),
                this::isWorthAssemblingAgain,
                (status, failure) -> {
                    assembling = false;
                    if (status != null) {
                        over(done());
                    } else if (isLayerLost(failure) && !sendsAll) {
                        sendAll();
                    } else {
                        failed(failure);
                    }
                });
    }

    /** A daemon that says 500 may have lost a layer that it believes to have, and would say so for ever. */
    private boolean isWorthAssemblingAgain(ServerException failure) {
        failures += isLayerLost(failure) ? 1 : 0;
        return failure.trouble().isPassing() && (!isLayerLost(failure) || failures < 2);
    }

    private static boolean isLayerLost(@Nullable Throwable failure) {
        return failure instanceof ServerException refusal && refusal.status().orElse(0) == 500;
    }

    /** Which layer is gone it does not say in a way to rely on, and its own list is what is wrong. */
    private void sendAll() {
        sendsAll = true;
        joinsNextReading = true;
        missing.addAll(run.layers);
        taken.clear();
    }

    private TransferResult done() {
        Set<Digest> kept = new LinkedHashSet<>(run.layers);
        kept.removeAll(sent);
        return new TransferResult.Sent(
                run.total(sent).orElse(0), run.total(kept).orElse(0), sent.size(), kept.size());
    }

    void archiveEnded(String hint) {
        if (joinsNextReading) {
            joinsNextReading = false;
        } else if (!wanted().isEmpty()) {
            cannotRead("it does not hold layer " + wanted().iterator().next() + hint);
        }
    }

    /** Reading failed, in the middle of a layer or between two. */
    void cannotRead(@Nullable SpooledLayer broken, String why) {
        if (broken != null) {
            taken.remove(broken.digest());
        }
        cannotRead(why);
    }

    void cannotRead(String why) {
        if (takesLayers() && (!wanted().isEmpty() || run.config().isEmpty())) {
            over(new Failed(Reason.IMAGE, "the image " + run.reference + " cannot be read: " + why));
        }
    }

    private void failed(@Nullable Throwable failure) {
        boolean full = failure instanceof ServerException trouble && trouble.trouble() == Trouble.NO_SPACE;
        boolean lost = failure instanceof ServerException trouble && trouble.trouble() == Trouble.LOST;
        String message = failure == null ? "nothing was answered" : String.valueOf(failure.getMessage());
        Failed plain = full ? Shortage.told(message) : new Failed(Reason.SERVER, message);
        if (end.isPresent() || !destination.tellsItsSpace() || !(full || lost)) {
            over(plain);
            return;
        }
        // A full disk can look like a lost connection, because the server stops listening in the middle of a layer.
        long rest = run.total(missing).orElse(0);
        long whole = Math.max(1, run.total(run.layers).orElse(1));
        calls.call(
                run.calls,
                "asking for room on the disk",
                () -> routes.spaceForLayers(rest, whole),
                no -> false,
                (space, no) -> over(space != null && !space.ok() ? Shortage.of(server, space) : plain));
    }

    private void over(TransferResult result) {
        if (end.isEmpty()) {
            end = Optional.of(result);
            abandon();
            run.tell(ear -> ear.finished(server, result));
            run.advance();
        }
    }

    void abandon() {
        end = end.or(() -> Optional.of(new Failed(Reason.SERVER, "the transfer was cancelled")));
        while (!queue.isEmpty()) {
            run.leave(queue.remove());
        }
        calls.cancel();
    }
}
