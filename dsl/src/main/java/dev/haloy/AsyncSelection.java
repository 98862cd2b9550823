package dev.haloy;

import dev.haloy.client.LogOptions;
import dev.haloy.operate.LogReader;
import dev.haloy.operate.StatusReader;
import dev.haloy.operate.StopOptions;
import dev.haloy.operate.StopResult;
import dev.haloy.operate.Stopper;
import dev.haloy.operate.TargetLog;
import dev.haloy.operate.TargetStatus;
import dev.haloy.resolve.ReadyTarget;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * What {@link Selection} answers, without waiting; from {@link Selection#async()}. Exceptions arrive through the futures, and cancelling
 * one closes its connections.
 */
public final class AsyncSelection {
    private final Setting setting;
    private final Preparation preparation;

    AsyncSelection(Setting setting, Preparation preparation) {
        this.setting = setting;
        this.preparation = preparation;
    }

    /** See {@link Selection#status()}. */
    public CompletableFuture<List<TargetStatus>> status() {
        return ask(new StatusReader(setting.world(), setting.tokens())::read);
    }

    /** See {@link Selection#logs(LogOptions)}. */
    public CompletableFuture<List<TargetLog>> logs(LogOptions options) {
        LogReader reader = new LogReader(setting.world(), setting.tokens());
        return ask(targets -> reader.read(targets, options));
    }

    /**
     * Completes with one result per target, good or bad; see {@link Selection#stop(StopOptions)}. Cancelling ends the waiting; what
     * servers have accepted goes on there.
     */
    public CompletableFuture<List<StopResult>> stop(StopOptions options) {
        Stopper stopper = new Stopper(setting.world(), setting.tokens());
        return ask(targets -> stopper.stop(targets, options));
    }

    private <T> CompletableFuture<T> ask(Function<List<ReadyTarget>, CompletableFuture<T>> question) {
        return Launch.launch(setting.world(), preparation::withTokensOnly, question);
    }
}
