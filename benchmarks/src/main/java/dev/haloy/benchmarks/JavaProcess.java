package dev.haloy.benchmarks;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs programs of this class path in processes of their own and takes the time from the start to the end.
 *
 * @param folder where they run
 * @param variables what they see on top of this process's variables
 */
record JavaProcess(Path folder, Map<String, String> variables) {
    private static final String CLI = "dev.haloy.cli.Main";

    JavaProcess(Path folder) {
        this(folder, Map.of());
    }

    /** The same with another variable. */
    JavaProcess with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(variables);
        more.put(name, value);
        return new JavaProcess(folder, more);
    }

    /** One run of the command line: by its launcher, if {@code -Dhaloy.launcher} says where that is, or else by its main class. */
    Duration haloy(String... args) throws IOException, InterruptedException {
        String launcher = System.getProperty("haloy.launcher", "");
        return launcher.isEmpty() ? java(CLI, args) : run(List.of(launcher), args);
    }

    /** One run of a program that does nothing. */
    Duration empty() throws IOException, InterruptedException {
        return java(EmptyProgram.class.getName());
    }

    /** One run of another program of this class path. */
    Duration program(Class<?> main, String... args) throws IOException, InterruptedException {
        return java(main.getName(), args);
    }

    private Duration java(String main, String... args) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return run(List.of(java, "-cp", classPath(), main), args);
    }

    private Duration run(List<String> program, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(program);
        command.addAll(Arrays.asList(args));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(variables);
        builder.redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD);
        long start = System.nanoTime();
        int exit = builder.start().waitFor();
        long end = System.nanoTime();
        if (exit != 0) {
            throw new IllegalStateException(String.join(" ", command) + " ended with status " + exit);
        }
        return Duration.ofNanos(end - start);
    }

    /** That of this process, wherever the other one runs. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Something that takes time. */
    @FunctionalInterface
    interface Run {
        /** Does it once and tells how long it took. */
        Duration once() throws IOException, InterruptedException;
    }

    /** The best of some runs, after one that does not count: whatever else the machine does only adds to it. */
    static Duration best(int runs, Run run) throws IOException, InterruptedException {
        run.once();
        Duration best = run.once();
        for (int i = 1; i < runs; i++) {
            Duration time = run.once();
            best = time.compareTo(best) < 0 ? time : best;
        }
        return best;
    }
}
