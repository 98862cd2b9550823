package dev.haloy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haloy.lock.LockException;
import dev.haloy.lock.LockStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLockStoreTest extends LockStoreContract {
    @TempDir
    private Path folder;

    private volatile Instant now = Instant.parse("2026-11-24T12:00:00.9Z");

    @Override
    protected LockStore store() {
        return LockStore.in(folder.resolve("locks"));
    }

    @Override
    protected InstantSource clock() {
        return () -> now;
    }

    @Override
    protected void pass(Duration time) {
        now = now.plus(time);
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

        assertThat(Files.readString(counter)).isEqualTo("" + 3 * LockRacer.TURNS);
    }

    private Process start(Path counter) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockRacer.class.getName(),
                        folder.resolve("locks").toString(),
                        counter.toString())
                .inheritIO()
                .start();
    }

    @Test
    void old_files_are_cleared_away() throws IOException {
        for (int i = 0; i < 10; i++) {
            LockStore.Taken taken = (LockStore.Taken) store().take("a/b", "me", Duration.ofMinutes(1), clock());
            store().release("a/b", taken.token(), clock());
        }

        try (var files = Files.list(folder.resolve("locks").resolve("a%2Fb"))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("9", "10");
        }
    }

    @Test
    void a_folder_that_cannot_be_used_is_named() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> LockStore.in(file).take("a/b", "me", Duration.ofMinutes(1), clock()))
                .isInstanceOf(LockException.class)
                .hasMessageContaining("cannot take the lock a/b in " + file);
    }
}
