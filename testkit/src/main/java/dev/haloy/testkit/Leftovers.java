package dev.haloy.testkit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** What a test leaves behind in the process: programs it started and threads that would keep it alive. */
final class Leftovers {
    private static final long GRACE_MILLIS = 500;

    private final Set<ProcessHandle> processes =
            ProcessHandle.current().children().collect(Collectors.toSet());
    private final Set<Thread> threads = threads();

    private Leftovers() {}

    /** Remembers what there is before the test. */
    static Leftovers before() {
        return new Leftovers();
    }

    /** What has come since and stays, one line each; what is about to end is given a moment. */
    List<String> since() {
        List<String> left = new ArrayList<>();
        ProcessHandle.current()
                .children()
                .filter(child -> !processes.contains(child) && stays(child))
                .forEach(child -> left.add("process " + child.pid()
                        + child.info().command().map(program -> ": " + program).orElse("")));
        threads().stream()
                .filter(thread -> !threads.contains(thread) && stays(thread))
                .forEach(thread -> left.add("thread '" + thread.getName() + "'"));
        return left;
    }

    /** Those that end with the process leave nothing behind, and those of JUnit are not the test's. */
    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon() && !thread.getName().startsWith("junit-"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean stays(ProcessHandle child) {
        try {
            child.onExit().get(GRACE_MILLIS, TimeUnit.MILLISECONDS);
            return false;
        } catch (TimeoutException e) {
            return child.isAlive();
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return child.isAlive();
        }
    }

    private static boolean stays(Thread thread) {
        try {
            thread.join(GRACE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return thread.isAlive();
    }
}
