package dev.haloy.lock.jdbc;

import dev.haloy.lock.LockException;
import dev.haloy.lock.LockStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Keeps locks in a table of a database, for all who use the same one. When leases end is told by the database's clock alone.
 *
 * <pre>{@code
 * JdbcLockStore store = new JdbcLockStore(dataSource);
 * store.createTable(); // once, or by your migrations
 * project.withLocks(Locks.in(store))
 * }</pre>
 *
 * <p>Tested with PostgreSQL. Another database needs {@code SELECT … FOR UPDATE}, {@code CURRENT_TIMESTAMP}, transactions with the isolation
 * READ COMMITTED or stricter, and SQL states of class 23 for a key that is there already.
 *
 * <p>Every call takes a connection of its own from the source, uses it for one short transaction and closes it. Time limits for connecting
 * and for statements are the source's business; without them a database that hangs makes a run lose its lock only when the lease ends.
 * Messages say what the driver says: give it a source that does not put a password there. Safe for use by several threads.
 */
public final class JdbcLockStore implements LockStore {
    private static final String NAME = "[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)?";

    /** Somebody else was quicker; what they did is seen the next time. */
    private static final int TRIES = 5;

    private final DataSource source;
    private final String table;

    /** Locks in the table {@code haloy_locks}. */
    public JdbcLockStore(DataSource source) {
        this(source, "haloy_locks");
    }

    /**
     * Locks in this table.
     *
     * @param table its name, with a schema before it or without
     * @throws IllegalArgumentException if that is no plain name
     */
    public JdbcLockStore(DataSource source, String table) {
        if (!table.matches(NAME)) {
            throw new IllegalArgumentException("'" + table + "' is no plain name of a table");
        }
        this.source = source;
        this.table = table;
    }

    /**
     * Makes the table if it is not there.
     *
     * @throws LockException if it cannot be made
     */
    public void createTable() {
        tried("make the table " + table, connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE IF NOT EXISTS " + table
                        + " (lock_key VARCHAR(500) PRIMARY KEY, owner VARCHAR(500) NOT NULL,"
                        + " token BIGINT NOT NULL, until_millis BIGINT NOT NULL)");
                return true;
            }
        });
    }

    @Override
    public Attempt take(String key, String owner, Duration lease, InstantSource clock) {
        return tried("take the lock " + key, connection -> {
            Instant now = now(connection);
            Optional<Row> row = row(connection, key);
            if (row.isEmpty()) {
                insert(connection, key, owner, now.plus(lease));
                return new Taken(1, Optional.empty());
            }
            Row last = row.get();
            if (last.until().isAfter(now)) {
                return new Held(last.owner(), last.until());
            }
            update(connection, key, owner, last.token() + 1, now.plus(lease));
            boolean wasGivenBack = last.until().equals(Instant.EPOCH);
            return new Taken(last.token() + 1, wasGivenBack ? Optional.empty() : Optional.of(last.owner()));
        });
    }

    @Override
    public boolean renew(String key, long token, Duration lease, InstantSource clock) {
        return tried("renew the lock " + key, connection -> {
            Instant now = now(connection);
            Optional<Row> row = row(connection, key).filter(ours -> ours.token() == token);
            boolean isHeld = row.filter(ours -> ours.until().isAfter(now)).isPresent();
            if (isHeld) {
                update(connection, key, row.get().owner(), token, now.plus(lease));
            }
            return isHeld;
        });
    }

    @Override
    public void release(String key, long token, InstantSource clock) {
        tried("give the lock " + key + " back", connection -> {
            Optional<Row> row = row(connection, key).filter(ours -> ours.token() == token);
            if (row.isPresent()) {
                update(connection, key, row.get().owner(), token, Instant.EPOCH);
            }
            return row.isPresent();
        });
    }

    private record Row(String owner, long token, Instant until) {}

    private static Instant now(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT CURRENT_TIMESTAMP")) {
            found.next();
            return found.getTimestamp(1).toInstant();
        }
    }

    /** The row of a lock, which nobody else can change until the transaction ends. */
    private Optional<Row> row(Connection connection, String key) throws SQLException {
        String sql = "SELECT owner, token, until_millis FROM " + table + " WHERE lock_key = ? FOR UPDATE";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, key);
            try (ResultSet found = statement.executeQuery()) {
                return found.next()
                        ? Optional.of(
                                new Row(found.getString(1), found.getLong(2), Instant.ofEpochMilli(found.getLong(3))))
                        : Optional.empty();
            }
        }
    }

    private void insert(Connection connection, String key, String owner, Instant until) throws SQLException {
        String sql = "INSERT INTO " + table + " (owner, token, until_millis, lock_key) VALUES (?, ?, ?, ?)";
        change(connection, sql, key, owner, 1, until);
    }

    private void update(Connection connection, String key, String owner, long token, Instant until)
            throws SQLException {
        String sql = "UPDATE " + table + " SET owner = ?, token = ?, until_millis = ? WHERE lock_key = ?";
        change(connection, sql, key, owner, token, until);
    }

    private static void change(Connection connection, String sql, String key, String owner, long token, Instant until)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, owner);
            statement.setLong(2, token);
            statement.setLong(3, until.toEpochMilli());
            statement.setString(4, key);
            statement.executeUpdate();
        }
    }

    private interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    private <T> T tried(String what, Work<T> work) {
        SQLException last = new SQLException("it was never tried");
        for (int i = 0; i < TRIES; i++) {
            try (Connection connection = source.getConnection()) {
                return transaction(connection, work);
            } catch (SQLException e) {
                last = e;
                if (!isConflict(e)) {
                    break;
                }
            }
        }
        throw new LockException("cannot " + what + ": " + last.getMessage(), last);
    }

    private static <T> T transaction(Connection connection, Work<T> work) throws SQLException {
        boolean before = connection.getAutoCommit();
        connection.setAutoCommit(false);
        boolean done = false;
        try {
            T result = work.run(connection);
            connection.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                connection.rollback();
            }
            connection.setAutoCommit(before);
        }
    }

    /** Another transaction made the same row, or has changed what this one builds on. */
    private static boolean isConflict(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("23") || state.startsWith("40");
    }
}
