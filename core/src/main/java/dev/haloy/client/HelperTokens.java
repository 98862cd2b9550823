package dev.haloy.client;

import dev.haloy.config.ServerAddress;
import dev.haloy.secret.Secret;
import dev.haloy.world.World;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What programs keep, each asked once for a server: it may have to ask somebody. */
final class HelperTokens {
    private final World world;
    private final Map<Kept, Secret> known = new ConcurrentHashMap<>();

    HelperTokens(World world) {
        this.world = world;
    }

    private record Kept(String helper, ServerAddress server) {}

    Secret get(String helper, ServerAddress server) throws CredentialHelper.FailedException {
        Secret before = known.get(new Kept(helper, server));
        if (before != null) {
            return before;
        }
        Secret token = new CredentialHelper(world, helper).get(server);
        known.put(new Kept(helper, server), token);
        return token;
    }

    void store(String helper, ServerAddress server, Secret token) throws CredentialHelper.FailedException {
        new CredentialHelper(world, helper).store(server, token);
        known.put(new Kept(helper, server), token);
    }

    void erase(String helper, ServerAddress server) throws CredentialHelper.FailedException {
        known.remove(new Kept(helper, server));
        new CredentialHelper(world, helper).erase(server);
    }
}
