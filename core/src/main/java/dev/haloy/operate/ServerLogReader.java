package dev.haloy.operate;

import dev.haloy.error.HaloyException;
import dev.haloy.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Follows what servers say about their work. What goes wrong with one hides nothing about the others. */
public final class ServerLogReader {
    private final World world;

    /** Works in this World. */
    public ServerLogReader(World world) {
        this.world = world;
    }

    /**
     * Follows all servers until the following is closed, beginning with what they said last. Broken streams are opened again, without
     * repeating entries; a server that cannot be reached for a minute is given up.
     *
     * @param visitors whether every request of visitors of the apps is an entry too
     */
    public LogFollowing follow(List<ServerAccess> servers, boolean visitors, ServerLogListener listener) {
        Asking asking = Asking.in(world);
        Map<String, ServerTail> tails = new LinkedHashMap<>();
        List<String> unasked = new ArrayList<>();
        for (ServerAccess server : servers) {
            Door door = new Door.ToServer(server);
            String key = server.server().key();
            try {
                tails.put(key, new ServerTail(world, asking, asking.client(door), door, visitors, listener));
            } catch (HaloyException e) {
                unasked.add(key);
                world.loop().execute(() -> listener.ended(key, Asking.problem(e)));
            }
        }
        List<ServerTail> all = List.copyOf(tails.values());
        CompletableFuture<List<String>> end = world.newFuture();
        CompletableFuture.allOf(all.stream().map(ServerTail::end).toArray(CompletableFuture<?>[]::new))
                .thenRunAsync(() -> end.complete(failed(unasked, tails)), world.loop());
        all.forEach(tail -> world.loop().execute(tail::connect));
        return new LogFollowing(end, () -> world.loop().execute(() -> all.forEach(ServerTail::close)));
    }

    private static List<String> failed(List<String> unasked, Map<String, ServerTail> tails) {
        List<String> failed = new ArrayList<>(unasked);
        tails.forEach((key, tail) -> {
            if (!tail.end().join()) {
                failed.add(key);
            }
        });
        return List.copyOf(failed);
    }
}
