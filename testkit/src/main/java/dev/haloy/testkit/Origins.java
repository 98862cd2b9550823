package dev.haloy.testkit;

import dev.haloy.deploy.DeployResult;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which servers a result was made with, so that an assertion on the result can ask them. Results are told apart by identity,
 * as those of parallel tests may well be equal, and forgotten with the last reference to them.
 */
final class Origins {
    private static final Map<Key, HaloyServers> KNOWN = new ConcurrentHashMap<>();
    private static final ReferenceQueue<DeployResult> GONE = new ReferenceQueue<>();

    private Origins() {}

    static void remember(DeployResult result, HaloyServers servers) {
        for (Reference<?> gone = GONE.poll(); gone != null; gone = GONE.poll()) {
            KNOWN.remove(gone);
        }
        KNOWN.put(new Key(result), servers);
    }

    static Optional<HaloyServers> of(DeployResult result) {
        return Optional.ofNullable(KNOWN.get(new Key(result)));
    }

    private static final class Key extends WeakReference<DeployResult> {
        private final int hash;

        Key(DeployResult result) {
            super(result, GONE);
            hash = System.identityHashCode(result);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            if (this == other) {
                return true;
            }
            DeployResult result = get();
            return other instanceof Key key && result != null && key.refersTo(result);
        }
    }
}
