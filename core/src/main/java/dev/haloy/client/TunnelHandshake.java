package dev.haloy.client;

import dev.haloy.client.ServerException.Trouble;
import dev.haloy.config.ServerAddress;
import dev.haloy.world.Duplex;
import dev.haloy.world.World;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * From a fresh connection to a tunnel: asks the server to stop speaking HTTP on it, which the JDK's client cannot. Everything
 * happens on the World's loop.
 */
final class TunnelHandshake {
    private static final int LONGEST_ANSWER = 64 * 1024;

    private final World world;
    private final ServerAddress server;
    private final String route;
    private final CompletableFuture<Duplex> promise = new CompletableFuture<>();
    private final ByteBuffer answer = ByteBuffer.allocate(LONGEST_ANSWER);

    private TunnelHandshake(World world, ServerAddress server, String route) {
        this.world = world;
        this.server = server;
        this.route = route;
    }

    /**
     * Connects and asks. Cancelling the future, or the end of the time limit, closes the connection.
     *
     * @param route method and path, for messages
     * @param request the head of the request; holds the token
     */
    static CompletableFuture<Duplex> begin(
            World world, ServerAddress server, String route, byte[] request, Duration limit) {
        TunnelHandshake handshake = new TunnelHandshake(world, server, route);
        CompletableFuture<Duplex> connection = CompletableFuture.supplyAsync(
                        () -> ServerSocketAddress.of(server).connect(world), world.blocking())
                .thenCompose(connecting -> connecting);
        ScheduledFuture<?> timer =
                world.loop().schedule(() -> handshake.late(limit), limit.toNanos(), TimeUnit.NANOSECONDS);
        connection.whenCompleteAsync(
                (opened, failure) -> {
                    if (failure == null) {
                        handshake.ask(opened, request);
                    } else {
                        handshake.fail(Trouble.UNREACHABLE, "cannot be reached: " + why(failure));
                    }
                },
                world.loop());
        handshake.promise.whenComplete((tunnel, failure) -> {
            timer.cancel(false);
            connection.cancel(true);
        });
        return handshake.promise;
    }

    private void ask(Duplex connection, byte[] request) {
        promise.whenComplete((tunnel, failure) -> {
            if (failure != null) {
                connection.close();
            }
        });
        if (promise.isDone()) {
            connection.close();
            return;
        }
        connection
                .write(ByteBuffer.wrap(request))
                .whenCompleteAsync((count, failure) -> goOn(connection, failure == null, failure), world.loop());
    }

    private void goOn(Duplex connection, boolean fine, Throwable failure) {
        if (!fine) {
            fail(Trouble.LOST, "the connection was lost: " + why(failure));
        } else {
            connection
                    .read(answer)
                    .whenCompleteAsync((count, broken) -> heard(connection, count, broken), world.loop());
        }
    }

    private void heard(Duplex connection, Integer count, Throwable broken) {
        if (broken != null) {
            goOn(connection, false, broken);
            return;
        }
        boolean ended = count < 0 || !answer.hasRemaining();
        UpgradeAnswer.read(answer.array(), answer.position(), ended)
                .ifPresentOrElse(whole -> settle(connection, whole), () -> {
                    if (ended) {
                        goOn(connection, false, new IOException("it ended before the answer did"));
                    } else {
                        goOn(connection, true, broken);
                    }
                });
    }

    private void settle(Duplex connection, UpgradeAnswer whole) {
        if (whole.isTunnel()) {
            byte[] early = new byte[answer.position() - whole.bodyAt()];
            System.arraycopy(answer.array(), whole.bodyAt(), early, 0, early.length);
            promise.complete(early.length == 0 ? connection : new StartedDuplex(connection, early));
            return;
        }
        String body =
                new String(answer.array(), whole.bodyAt(), answer.position() - whole.bodyAt(), StandardCharsets.UTF_8);
        promise.completeExceptionally(ServerCalls.refused(server, route, whole.status(), body));
    }

    private void late(Duration limit) {
        fail(Trouble.LOST, "no answer within " + limit.toSeconds() + " s");
    }

    private void fail(Trouble trouble, String what) {
        promise.completeExceptionally(new ServerException(server, route, trouble, what));
    }

    private static String why(Throwable failure) {
        return ServerCalls.why(failure);
    }
}
