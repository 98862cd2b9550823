package dev.haloy.testkit;

import dev.haloy.embedded.VirtualTime;
import dev.haloy.world.ProcessRunner;
import dev.haloy.world.ProcessRunner.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The hooks of a test, and any other program it would start. None is started: each is remembered and succeeds at once without
 * a word, unless told otherwise here.
 *
 * <pre>{@code
 * servers.hooks().fails("make migrate", 2).prints("make migrate", "no such table");
 * servers.load("haloy.yaml").target("production").tryDeploy();
 * assertThat(servers.hooks().ran()).containsExactly("make test", "make migrate");
 * }</pre>
 *
 * <p>Programs whose output the library reads, such as those of secret providers, are refused unless {@link #prints} says what
 * they print: nobody can guess it. Commands are given exactly as in the configuration; for other programs that is the program
 * and its arguments with a space between them.
 */
public final class Hooks {
    private final VirtualTime time;
    private final Map<String, Script> scripts = new LinkedHashMap<>();
    private final List<Command> ran = new ArrayList<>();
    private final List<String> running = new ArrayList<>();
    private boolean real;

    Hooks(VirtualTime time) {
        this.time = time;
    }

    /** Lets a command end with this exit status. */
    public Hooks fails(String command, int exitStatus) {
        return script(command, script -> script.ending(exitStatus));
    }

    /** Lets a command print these lines on standard output. */
    public Hooks prints(String command, String... lines) {
        return script(command, script -> script.printing(List.of(lines)));
    }

    /** Lets a command run this long, in the test's time; a long time is how it meets its time limit. */
    public Hooks takes(String command, Duration duration) {
        return script(command, script -> script.taking(duration));
    }

    /**
     * Really runs what nothing was said about, with the variables of the test and no others. The test's time stands still
     * meanwhile, so no time limit of the deployment ends a program that hangs.
     */
    public synchronized Hooks forReal() {
        real = true;
        return this;
    }

    /** The commands that were started, in order, as {@link #fails} would name them. */
    public synchronized List<String> ran() {
        return ran.stream().map(Hooks::name).toList();
    }

    /**
     * The variables that the last run of a command saw.
     *
     * @throws IllegalArgumentException if it did not run; the message says what did
     */
    public synchronized Map<String, String> environmentOf(String command) {
        return ran.stream()
                .filter(started -> name(started).equals(command))
                .reduce((first, second) -> second)
                .map(Command::environment)
                .orElseThrow(() -> new IllegalArgumentException("'" + command + "' did not run; what ran is " + ran()));
    }

    /** What ran, one command a line. */
    @Override
    public String toString() {
        return String.join("\n", ran());
    }

    /** The name of a command: what a shell is to run, or else everything. */
    static String name(Command command) {
        List<String> words = command.arguments();
        boolean shell =
                words.size() == 3 && words.get(0).equals("sh") && words.get(1).equals("-c");
        return shell ? words.get(2) : String.join(" ", words);
    }

    ProcessRunner runner() {
        return new ScriptedProcesses(time, this);
    }

    synchronized String history() {
        return ran.isEmpty()
                ? ""
                : ran().stream().collect(Collectors.joining("\n  ", "programs of this test\n  ", "\n"));
    }

    synchronized List<String> running() {
        return running.stream().map(name -> "program '" + name + "'").toList();
    }

    /** Remembers a start and says how it goes, if anything was said about it. */
    synchronized Optional<Script> start(Command command) {
        ran.add(command);
        return Optional.ofNullable(scripts.get(name(command)));
    }

    /** Whether what nothing was said about is really run. */
    synchronized boolean isForReal() {
        return real;
    }

    synchronized void begun(Command command) {
        running.add(name(command));
    }

    synchronized void ended(Command command) {
        running.remove(name(command));
    }

    private synchronized Hooks script(String command, UnaryOperator<Script> change) {
        scripts.put(command, change.apply(scripts.getOrDefault(command, Script.SILENT)));
        return this;
    }

    /** How a program goes. */
    record Script(int exitStatus, List<String> lines, Duration duration) {
        /** Succeeds at once without a word. */
        static final Script SILENT = new Script(0, List.of(), Duration.ZERO);

        Script ending(int status) {
            return new Script(status, lines, duration);
        }

        Script printing(List<String> printed) {
            return new Script(exitStatus, printed, duration);
        }

        Script taking(Duration time) {
            return new Script(exitStatus, lines, time);
        }
    }
}
