package dev.haloy.world;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** The real parts, shared by the whole process. Threads are daemons and leave after a few idle seconds. */
final class SystemParts {
    private static final Duration IDLE = Duration.ofSeconds(2);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final int BLOCKING_THREADS = 4;
    private static final Lanes LANES = new Lanes();
    private static final AtomicLong LAST_MOMENT = new AtomicLong(Long.MIN_VALUE);
    private static final RunStore RUNS = RunStore.inMemory();

    private SystemParts() {}

    static Lanes lanes() {
        return LANES;
    }

    static AtomicLong lastMoment() {
        return LAST_MOMENT;
    }

    static RunStore runs() {
        return RUNS;
    }

    static InstantSource clock() {
        return InstantSource.system();
    }

    static RandomGenerator random() {
        return () -> Secure.RANDOM.nextLong();
    }

    static ScheduledExecutorService loop() {
        return Lazy.LOOP;
    }

    static Executor blocking() {
        return Lazy.BLOCKING;
    }

    static HttpClient httpClient() {
        return LazyHttp.CLIENT;
    }

    static ProcessRunner processes() {
        return Lazy.PROCESSES;
    }

    static SocketDialer dialer() {
        return LazySockets.DIALER;
    }

    static Environment environment() {
        return new Environment(
                System.getenv(),
                Path.of(System.getProperty("user.dir", ".")),
                Path.of(System.getProperty("user.home", ".")));
    }

    private static ThreadFactory daemons(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    private static ThreadPoolExecutor leaving(ThreadPoolExecutor pool) {
        pool.setKeepAliveTime(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Looked for when the first number is asked for: a short command needs none, and would wait for it noticeably. */
    private static final class Secure {
        static final RandomGenerator RANDOM = new SecureRandom();
    }

    private static final class Lazy {
        static final ScheduledExecutorService LOOP = newLoop();
        static final Executor BLOCKING = leaving(new ThreadPoolExecutor(
                BLOCKING_THREADS,
                BLOCKING_THREADS,
                0,
                TimeUnit.MILLISECONDS,
                new LinkedBlockingQueue<>(),
                daemons("haloy-blocking")));
        static final ProcessRunner PROCESSES = new SystemProcesses(daemons("haloy-process"));

        private static ScheduledExecutorService newLoop() {
            ScheduledThreadPoolExecutor loop = new ScheduledThreadPoolExecutor(1, daemons("haloy-loop"));
            loop.setRemoveOnCancelPolicy(true);
            leaving(loop);
            return loop;
        }
    }

    private static final class LazySockets {
        static final SocketDialer DIALER = new SocketDialer(daemons("haloy-socket"), Lazy.LOOP, Lazy.BLOCKING);
    }

    private static final class LazyHttp {
        static final HttpClient CLIENT = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .executor(Lazy.LOOP)
                .build();
    }
}
