package dev.haloy.operate;

import dev.haloy.client.Tokens;
import dev.haloy.config.ServerAddress;
import dev.haloy.error.HaloyException;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.resolve.ResolvedTarget;
import dev.haloy.secret.Secret;
import java.util.List;

/** A server, and the way into it. */
interface Door {
    ServerAddress server();

    /**
     * What it asks for.
     *
     * @throws HaloyException if that is not known
     */
    Secret token();

    /** The door of a server. */
    record ToServer(ServerAccess access) implements Door {
        @Override
        public ServerAddress server() {
            return access.server();
        }

        @Override
        public Secret token() {
            return access.source().get();
        }
    }

    /** The door of a target. */
    record ToTarget(ReadyTarget ready, Tokens tokens) implements Door {
        static List<ToTarget> of(List<ReadyTarget> targets, Tokens tokens) {
            return targets.stream().map(target -> new ToTarget(target, tokens)).toList();
        }

        ResolvedTarget target() {
            return ready.target();
        }

        @Override
        public ServerAddress server() {
            return target().server();
        }

        @Override
        public Secret token() {
            return tokens.token(ready);
        }
    }
}
