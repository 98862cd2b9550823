package dev.haloy.lock;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A folder for each lock, in it a file for each time the lock was taken, named by its token. The one with the greatest token counts.
 *
 * <p>A file says who took the lock, and the time of its last modification when the lease ends: both are there at the moment the file
 * appears, by a hard link, of which only one of several can be made. After that only its owner changes the time. Nobody changes a
 * file that somebody else may have replaced: taking a lock over means making the next file. The two newest files stay, so that the tokens go
 * on and whoever looks meanwhile sees at least one of them.
 */
final class FileLockStore implements LockStore {
    private static final int KEPT = 2;

    private final Path folder;

    FileLockStore(Path folder) {
        this.folder = folder;
    }

    @Override
    public Attempt take(String key, String owner, Duration lease, InstantSource clock) {
        return tried("take the lock " + key, () -> take(home(key), owner, lease, clock));
    }

    private Attempt take(Path home, String owner, Duration lease, InstantSource clock) throws IOException {
        Files.createDirectories(home);
        while (true) {
            NavigableSet<Long> tokens = tokens(home);
            long newest = tokens.isEmpty() ? 0 : tokens.last();
            Optional<Held> holder = newest == 0 ? Optional.empty() : holder(file(home, newest));
            if (holder.isPresent() && holder.get().until().isAfter(clock.instant())) {
                return holder.get();
            }
            if (newest > 0 && holder.isEmpty()) {
                continue;
            }
            if (make(home, newest + 1, owner, lease, clock)) {
                tokens.headSet(newest + 1, true).stream()
                        .sorted((a, b) -> Long.compare(b, a))
                        .skip(KEPT - 1L)
                        .forEach(old -> file(home, old).toFile().delete());
                boolean wasGivenBack = holder.filter(last -> !last.until().equals(Instant.EPOCH))
                        .isEmpty();
                return new Taken(newest + 1, wasGivenBack ? Optional.empty() : holder.map(Held::owner));
            }
        }
    }

    /** Makes the file of a token; false if somebody else did, or has made a later one. */
    private static boolean make(Path home, long token, String owner, Duration lease, InstantSource clock)
            throws IOException {
        Path draft = Files.createTempFile(home, "draft", ".tmp");
        try {
            Files.writeString(draft, owner);
            Files.setLastModifiedTime(draft, end(lease, clock));
            Files.createLink(file(home, token), draft);
        } catch (FileAlreadyExistsException e) {
            return false;
        } finally {
            Files.deleteIfExists(draft);
        }
        if (isNewest(home, token)) {
            return true;
        }
        // Whoever slept through several others would bring an old token back.
        Files.deleteIfExists(file(home, token));
        return false;
    }

    @Override
    public boolean renew(String key, long token, Duration lease, InstantSource clock) {
        return tried("renew the lock " + key, () -> {
            Path file = file(home(key), token);
            Optional<Held> holder = holder(file);
            Instant until = holder.map(Held::until).orElse(Instant.EPOCH);
            if (!until.isAfter(clock.instant())) {
                return false;
            }
            Files.setLastModifiedTime(file, end(lease, clock));
            // Only if the old lease has not ended by now nobody can have seen it ended and not yet extended.
            return isNewest(home(key), token) && until.isAfter(clock.instant());
        });
    }

    @Override
    public void release(String key, long token, InstantSource clock) {
        tried("give the lock " + key + " back", () -> {
            Path file = file(home(key), token);
            if (Files.exists(file)) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
            }
            return true;
        });
    }

    /** Whole seconds: some file systems keep no more. */
    private static FileTime end(Duration lease, InstantSource clock) {
        return FileTime.from(clock.instant().plus(lease).truncatedTo(ChronoUnit.SECONDS));
    }

    /** Empty if the file is gone, which means that there is a newer one. */
    private static Optional<Held> holder(Path file) throws IOException {
        try {
            String owner = Files.readString(file);
            return Optional.of(new Held(owner, Files.getLastModifiedTime(file).toInstant()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static boolean isNewest(Path home, long token) throws IOException {
        return tokens(home).last() == token;
    }

    private static NavigableSet<Long> tokens(Path home) throws IOException {
        NavigableSet<Long> tokens = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(home)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (name.matches("[0-9]{1,18}")) {
                    tokens.add(Long.valueOf(name));
                }
            }
        }
        return tokens;
    }

    private static Path file(Path home, long token) {
        return home.resolve(Long.toString(token));
    }

    private Path home(String key) {
        return folder.resolve(URLEncoder.encode(key, StandardCharsets.UTF_8).replace("*", "%2A"));
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    private <T> T tried(String what, Work<T> work) {
        try {
            return work.run();
        } catch (IOException | UnsupportedOperationException e) {
            throw new LockException("cannot " + what + " in " + folder + ": " + e, e);
        }
    }
}
