package dev.haloy.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** What must be gone after a run: looks until it is, for a while. */
final class Leftovers {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long BETWEEN = TimeUnit.MILLISECONDS.toNanos(5);

    private Leftovers() {}

    /** Threads of the library and of embedded servers. Only for tests that nothing runs beside. */
    static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .filter(thread -> thread.getName().startsWith("haloy"))
                .toList();
    }

    /** Programs with this word among their arguments, whoever is their parent by now. */
    static List<String> processes(String word) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .arguments()
                        .filter(arguments -> String.join(" ", arguments).contains(word))
                        .isPresent())
                .map(process ->
                        process.pid() + " " + process.info().commandLine().orElse(""))
                .toList();
    }

    /** Waits until nothing is left, or fails with what is. */
    static void areGone(String what, Supplier<List<String>> leftovers) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<String> left = leftovers.get();
        while (!left.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(BETWEEN);
            left = leftovers.get();
        }
        assertThat(left).as(what).isEmpty();
    }
}
