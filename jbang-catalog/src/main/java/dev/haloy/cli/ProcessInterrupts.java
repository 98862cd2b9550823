package dev.haloy.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C and polite kills of this process. The library never does this; the program that owns the process may. */
final class ProcessInterrupts implements Interrupts {
    private static final int GRACE_SECONDS = 20;

    @Override
    public Watch onInterrupt(Runnable action) {
        CountDownLatch saidAll = new CountDownLatch(1);
        Thread hook = new Thread(() -> runAndWait(action, saidAll), "haloy-interrupt");
        Runtime.getRuntime().addShutdownHook(hook);
        return () -> {
            saidAll.countDown();
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The process is on its way out already, which is what the hook is for.
            }
        };
    }

    private static void runAndWait(Runnable action, CountDownLatch saidAll) {
        action.run();
        try {
            boolean inTime = saidAll.await(GRACE_SECONDS, TimeUnit.SECONDS);
            if (!inTime) {
                Runtime.getRuntime().halt(Trouble.EXIT_INTERRUPTED);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
