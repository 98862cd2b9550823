package dev.haloy.image;

import dev.haloy.client.Calls;
import dev.haloy.client.ServerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The calls to one server that have no answer yet. After each answer the transfer looks at what is due. On the loop. */
final class OpenCalls {
    private final TransferRun run;
    private final String server;
    private final List<CompletableFuture<?>> open = new ArrayList<>();

    OpenCalls(TransferRun run, String server) {
        this.run = run;
        this.server = server;
    }

    /** Calls, and again as long as it is worth repeating; {@code then} gets a value or a failure. */
    <T> void call(
            Calls pace,
            String what,
            Supplier<CompletableFuture<T>> request,
            Predicate<ServerException> isWorthRepeating,
            BiConsumer<@Nullable T, @Nullable Throwable> then) {
        CompletableFuture<T> call = pace.read(server, Optional.of(server), what, request, isWorthRepeating);
        add(call);
        call.handleAsync(
                (value, failure) -> {
                    open.removeIf(CompletableFuture::isDone);
                    then.accept(value, failure == null ? null : Calls.cause(failure));
                    run.advance();
                    return true;
                },
                run.world().loop());
    }

    /** Calls, and again as long as the trouble passes. */
    <T> void call(
            Calls pace,
            String what,
            Supplier<CompletableFuture<T>> request,
            BiConsumer<@Nullable T, @Nullable Throwable> then) {
        call(pace, what, request, failure -> failure.trouble().isPassing(), then);
    }

    void add(CompletableFuture<?> call) {
        open.add(call);
    }

    void cancel() {
        List.copyOf(open).forEach(call -> call.cancel(true));
        open.clear();
    }
}
