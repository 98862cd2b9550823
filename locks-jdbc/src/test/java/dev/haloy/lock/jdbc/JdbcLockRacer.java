package dev.haloy.lock.jdbc;

import dev.haloy.lock.LockStore;
import dev.haloy.lock.LockStore.Taken;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** A process that counts in a file, which goes wrong as soon as two do it at the same time. */
final class JdbcLockRacer {
    static final int TURNS = 30;

    private JdbcLockRacer() {}

    /** Counts under a lock. */
    public static void main(String... args) throws Exception {
        LockStore store = new JdbcLockStore(Postgres.source(args[0]), args[1]);
        Path counter = Path.of(args[2]);
        InstantSource clock = InstantSource.system();
        for (int turn = 0; turn < TURNS; ) {
            if (store.take("counter", "racer", Duration.ofMinutes(5), clock) instanceof Taken taken) {
                int count = Integer.parseInt(Files.readString(counter));
                Files.writeString(counter, Integer.toString(count + 1));
                store.release("counter", taken.token(), clock);
                turn++;
            }
        }
    }
}
