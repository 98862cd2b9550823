package dev.haloy.world;

import java.util.concurrent.CompletableFuture;

/**
 * Lets time pass until something is done. A World of virtual time brings one; in the real World time passes by itself.
 */
@FunctionalInterface
public interface Pump {
    /**
     * Returns when the future is done, however it ended. Called on the thread of whoever waits.
     *
     * @throws InterruptedException if the waiting thread was interrupted
     */
    void until(CompletableFuture<?> future) throws InterruptedException;
}
