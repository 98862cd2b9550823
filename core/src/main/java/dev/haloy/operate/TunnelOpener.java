package dev.haloy.operate;

import dev.haloy.client.AppStatus;
import dev.haloy.client.ServerClient;
import dev.haloy.client.Tokens;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.world.World;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Opens tunnels. */
public final class TunnelOpener {
    private final World world;
    private final Tokens tokens;

    /** Works in this World, with these tokens. */
    public TunnelOpener(World world, Tokens tokens) {
        this.world = world;
        this.tokens = tokens;
    }

    /**
     * Opens a tunnel to the app of a target, once its server has said that it runs. The future fails with a {@link TunnelException} or
     * with what the server said; cancelling it opens nothing.
     *
     * @throws dev.haloy.error.HaloyException if there is no token for the server
     */
    public CompletableFuture<Tunnel> open(ReadyTarget target, TunnelOptions options, TunnelListener listener) {
        Asking asking = Asking.in(world);
        Door.ToTarget door = new Door.ToTarget(target, tokens);
        ServerClient client = asking.client(door);
        CompletableFuture<Tunnel> promise = world.newFuture();
        CompletableFuture<Optional<AppStatus>> status =
                asking.read(door, () -> client.status(door.target().name()));
        Asking.cancelWith(promise, status);
        status.whenCompleteAsync(
                (known, failure) -> {
                    if (failure != null) {
                        promise.completeExceptionally(InOrder.cause(failure));
                    } else if (!promise.isDone()) {
                        settle(promise, door, known, () -> new Tunnel(world, asking, client, door, options, listener));
                    }
                },
                world.loop());
        return promise;
    }

    private static void settle(
            CompletableFuture<Tunnel> promise, Door.ToTarget door, Optional<AppStatus> known, Supplier<Tunnel> tunnel) {
        String state = known.map(AppStatus::state).orElse("not there");
        if (!state.equals("running")) {
            promise.completeExceptionally(new TunnelException(door.target().name() + " is " + state + " on "
                    + door.server() + ", so there is nothing to connect with."));
            return;
        }
        try {
            Tunnel opened = tunnel.get();
            if (!promise.complete(opened)) {
                opened.close();
            }
        } catch (TunnelException e) {
            promise.completeExceptionally(e);
        }
    }
}
