package dev.haloy.deploy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * What must open before the next wave of a run starts, when every target of the wave before has ended well. The gates of a policy are
 * asked one after another, after each wave but the last. One that does not open is a failure of the run: no other target is started,
 * and {@link OnFailure} says what is taken back.
 */
public sealed interface Gate {
    /** Its name for people and for the journal; holds no secret. */
    String name();

    /** How long it may take to open. */
    Duration limit();

    /**
     * Opens when code says so. The code may block or answer later; it is called on a thread of the World for blocking work.
     *
     * @param name a name for people
     * @param question what is asked
     */
    static Asking asking(String name, Question question) {
        return new Asking(name, question, Asking.LIMIT);
    }

    /** The same for code that only says yes or no, such as {@code when("error rate", context -> metrics.errorRate() < 0.01)}. */
    static Asking when(String name, Predicate<? super Context> opens) {
        return asking(
                name,
                context -> CompletableFuture.completedFuture(
                        opens.test(context) ? Answer.open() : Answer.refuse("the answer was no")));
    }

    /** Opens when somebody approves; waits for a day. */
    static Asking approval(Question question) {
        return asking("approval", question).within(Duration.ofDays(1));
    }

    /**
     * Opens when a command ends with exit status 0; waits for half an hour. The command runs in a shell in the project's directory. It
     * sees the variables that global hooks see, but none that holds a secret of the run, and {@code HALOY_RUN_ID}, {@code HALOY_WAVE},
     * {@code HALOY_WAVES}, {@code HALOY_TARGETS} (those deployed so far) and {@code HALOY_NEXT_TARGETS}, separated by commas.
     */
    static Command command(String command) {
        return new Command(command, Command.LIMIT);
    }

    /** Opens when a GET of this address is answered with a 2xx status; asks every two seconds, for five minutes. */
    static Probe http(URI address) {
        return new Probe(address, 1, Probe.PAUSE, Probe.LIMIT);
    }

    /** Opens when this much time has passed, to see whether the wave before keeps working. */
    static Soak soak(Duration time) {
        return new Soak(time);
    }

    /** What is asked of code. */
    @FunctionalInterface
    interface Question {
        /** Answers now or later; an exception counts as a refusal. The stage is cancelled when the answer is no longer wanted. */
        CompletionStage<Answer> ask(Context context);
    }

    /**
     * Whether a gate opens.
     *
     * @param opens whether it does
     * @param reason why not
     */
    record Answer(boolean opens, String reason) {
        /** It opens. */
        public static Answer open() {
            return new Answer(true, "");
        }

        /** It does not open, for this reason. */
        public static Answer refuse(String reason) {
            return new Answer(false, reason);
        }
    }

    /**
     * Where a run is when a gate is asked.
     *
     * @param runId the run
     * @param wave the wave that has ended, from 1
     * @param waves how many waves there are
     * @param results what became of every target so far
     * @param next the keys of the targets of the next wave
     */
    record Context(String runId, int wave, int waves, List<TargetResult> results, List<String> next) {
        /** Makes private copies. */
        public Context {
            results = List.copyOf(results);
            next = List.copyOf(next);
        }
    }

    /**
     * Code is asked.
     *
     * @param name its name
     * @param question what is asked
     * @param limit how long it may take
     */
    record Asking(String name, Question question, Duration limit) implements Gate {
        private static final Duration LIMIT = Duration.ofMinutes(30);

        /** Refuses a limit that is none. */
        public Asking {
            requirePositive(limit);
        }

        /** The same with another limit. */
        public Asking within(Duration other) {
            return new Asking(name, question, other);
        }
    }

    /**
     * A command is run.
     *
     * @param command the command, for a shell
     * @param limit how long it may take before it is killed with everything it has started
     */
    record Command(String command, Duration limit) implements Gate {
        private static final Duration LIMIT = Duration.ofMinutes(30);

        /** Refuses a limit that is none. */
        public Command {
            requirePositive(limit);
        }

        /** The same with another limit. */
        public Command within(Duration other) {
            return new Command(command, other);
        }

        /** The program only: arguments may hold secrets. */
        @Override
        public String name() {
            return "command " + command.strip().split("\\s", 2)[0];
        }

        @Override
        public String toString() {
            return name();
        }
    }

    /**
     * An address is asked.
     *
     * @param address what is asked
     * @param times how often in a row the answer must be good
     * @param pause the time between two questions
     * @param limit how long it may take
     */
    record Probe(URI address, int times, Duration pause, Duration limit) implements Gate {
        private static final Duration LIMIT = Duration.ofMinutes(5);
        private static final Duration PAUSE = Duration.ofSeconds(2);

        /** Refuses what cannot be asked. */
        public Probe {
            boolean asked =
                    "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
            if (!asked || address.getHost() == null) {
                throw new IllegalArgumentException("a gate can ask http:// and https:// addresses only");
            }
            if (times < 1) {
                throw new IllegalArgumentException("an address is asked at least once, not " + times + " times");
            }
            requirePositive(pause);
            requirePositive(limit);
        }

        /** The same, if the answer must be good so often in a row. */
        public Probe times(int inARow) {
            return new Probe(address, inARow, pause, limit);
        }

        /** The same with another time between two questions. */
        public Probe every(Duration other) {
            return new Probe(address, times, other, limit);
        }

        /** The same with another limit. */
        public Probe within(Duration other) {
            return new Probe(address, times, pause, other);
        }

        /** Host and path only: the rest of an address may hold secrets. */
        @Override
        public String name() {
            String path = address.getRawPath();
            return "http " + address.getHost() + (path == null ? "" : path);
        }

        @Override
        public String toString() {
            return name();
        }
    }

    /**
     * Time passes.
     *
     * @param time how much
     */
    record Soak(Duration time) implements Gate {
        /** Refuses a time that is none. */
        public Soak {
            requirePositive(time);
        }

        @Override
        public String name() {
            return "wait " + time.toSeconds() + " s";
        }

        @Override
        public Duration limit() {
            return time;
        }
    }

    private static void requirePositive(Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("the times of a gate must be positive, not " + time);
        }
    }
}
