package dev.haloy.lock.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haloy.lock.LockException;
import dev.haloy.lock.LockStore;
import dev.haloy.testkit.LockStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("postgres")
class JdbcLockStoreTest extends LockStoreContract {
    private static final AtomicInteger TABLES = new AtomicInteger();
    private static Postgres postgres;

    private final String table = "locks_" + TABLES.incrementAndGet();

    @TempDir
    private Path folder;

    @BeforeAll
    static void startServer() throws Exception {
        postgres = Postgres.start();
    }

    @AfterAll
    static void stopServer() throws Exception {
        if (postgres != null) {
            postgres.close();
        }
    }

    @BeforeEach
    void makeTable() {
        new JdbcLockStore(postgres.source(), table).createTable();
    }

    @Override
    protected LockStore store() {
        return new JdbcLockStore(postgres.source(), table);
    }

    /** Wrong by years: the database's clock counts. */
    @Override
    protected InstantSource clock() {
        return () -> Instant.EPOCH;
    }

    /** Makes leases end earlier by as much, except those that were given back. */
    @Override
    protected void pass(Duration time) {
        try (Connection connection = postgres.source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE " + table + " SET until_millis = until_millis - " + time.toMillis()
                    + " WHERE until_millis > 0");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void processes_that_race_never_hold_a_lock_together() throws Exception {
        Path counter = Files.writeString(folder.resolve("counter"), "0");
        List<Process> racers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            racers.add(start(counter));
        }
        for (Process racer : racers) {
            assertThat(racer.waitFor(50, TimeUnit.SECONDS)).isTrue();
            assertThat(racer.exitValue()).isZero();
        }

        assertThat(Files.readString(counter)).isEqualTo("" + 3 * JdbcLockRacer.TURNS);
    }

    private Process start(Path counter) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        JdbcLockRacer.class.getName(),
                        postgres.url(),
                        table,
                        counter.toString())
                .inheritIO()
                .start();
    }

    @Test
    void the_table_may_be_made_more_than_once() {
        new JdbcLockStore(postgres.source(), table).createTable();

        assertThat(store().take("a", "me", Duration.ofMinutes(1), clock())).isInstanceOf(LockStore.Taken.class);
    }

    @Test
    void a_table_that_is_not_there_is_named() {
        JdbcLockStore nowhere = new JdbcLockStore(postgres.source(), "nowhere");

        assertThatThrownBy(() -> nowhere.take("a", "me", Duration.ofMinutes(1), clock()))
                .isInstanceOf(LockException.class)
                .hasMessageContaining("cannot take the lock a: ")
                .hasMessageContaining("nowhere");
    }

    @Test
    void names_that_are_more_than_names_are_refused() {
        assertThatThrownBy(() -> new JdbcLockStore(postgres.source(), "locks; DROP TABLE users"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
