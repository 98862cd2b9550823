package dev.haloy.deploy;

import dev.haloy.image.ImageSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** Brings an image to servers. */
@FunctionalInterface
interface Carrier {
    /** Brings an image to all these servers at once; one that cannot be reached does not stop the others. */
    CompletableFuture<Map<String, Arrival>> carry(
            ImageSource image, String reference, List<String> servers, RunState state, Progress progress);

    /** How an image came to one server. */
    sealed interface Arrival {
        /** It is there. */
        record Arrived(long bytesSent, long bytesSaved) implements Arrival {}

        /** It is not, and the reason may hold secrets. */
        record Lost(String reason) implements Arrival {}
    }

    /** Hears how much has been sent. On the World's loop. */
    @FunctionalInterface
    interface Progress {
        void sent(String server, long bytes, OptionalLong total);
    }
}
