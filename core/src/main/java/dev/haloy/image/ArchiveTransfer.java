package dev.haloy.image;

import dev.haloy.client.Calls;
import dev.haloy.client.DiskSpace;
import dev.haloy.client.UploadBody;
import dev.haloy.image.TransferResult.Failed;
import dev.haloy.image.TransferResult.Reason;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The whole archive on its way to a server that takes no layers; it is read for this server alone, as fast as the server takes it. */
final class ArchiveTransfer {
    private final TransferRun run;
    private final Destination destination;
    private final Progress.Part part;
    private final Consumer<TransferResult> end;

    ArchiveTransfer(TransferRun run, Destination destination, Progress progress, Consumer<TransferResult> end) {
        this.run = run;
        this.destination = destination;
        this.part = progress.part();
        this.end = end;
    }

    /** Asks for room first if the server can say. {@code started} gets what can be cancelled. */
    void begin(Consumer<CompletableFuture<?>> started) {
        OptionalLong bytes = run.image.bytes();
        if (!destination.tellsItsSpace() || bytes.orElse(0) == 0) {
            send(started);
            return;
        }
        CompletableFuture<DiskSpace> asked = run.calls.read(
                destination.server(),
                Optional.of(destination.server()),
                "asking for room on the disk",
                () -> destination.client().images().spaceForArchive(bytes.getAsLong()));
        started.accept(asked);
        asked.handleAsync(
                (space, failure) -> {
                    if (failure == null && !space.ok()) {
                        end.accept(Shortage.of(destination.server(), space));
                    } else if (!asked.isCancelled()) {
                        send(started);
                    }
                    return true;
                },
                run.world().loop());
    }

    private void send(Consumer<CompletableFuture<?>> started) {
        CompletableFuture<Integer> sent = run.calls.read(
                destination.server(),
                Optional.of(destination.server()),
                "sending the image",
                () -> destination.client().images().uploadArchive(new Archive(run.image), part::at));
        started.accept(sent);
        sent.handleAsync(
                (status, failure) -> {
                    end.accept(
                            failure == null
                                    ? new TransferResult.Sent(part.bytes(), 0, run.layers.size(), 0)
                                    : failed(Calls.cause(failure)));
                    return true;
                },
                run.world().loop());
    }

    private static Failed failed(Throwable cause) {
        return new Failed(Reason.SERVER, String.valueOf(cause.getMessage()));
    }

    private record Archive(ImageSource image) implements UploadBody {
        @Override
        public OptionalLong length() {
            return OptionalLong.empty();
        }

        @Override
        public ReadableByteChannel begin() throws IOException {
            return Channels.newChannel(image.open());
        }
    }
}
