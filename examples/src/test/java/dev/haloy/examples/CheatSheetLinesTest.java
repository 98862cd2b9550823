package dev.haloy.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.testkit.HaloyServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.VarSnippet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JShell, with the start-up file that people get, runs every line of Java on the cheat sheet. */
class CheatSheetLinesTest {
    /** Lines that are compiled and not run, and why. */
    private static final Map<String, String> ONLY_COMPILED = Map.of(
            "servers.replaceInHelper(\"pass\", \"prod.haloy.com\", token)", "runs a program",
            "project.target(\"production\").containers().openTunnel(TunnelOptions.fromPort(5432))",
                    "takes a fixed port");

    private static final Pattern JAVA = Pattern.compile("\\| `([^`|]+)` \\|$");
    private static final String NAMES = "import static dev.haloy.examples.CheatSheetNames.*;";

    /** What goes on is ended before its servers are. */
    private static final String END = """
            {
                Object given = result;
                if (given instanceof AutoCloseable open) { open.close(); }
                if (given instanceof java.util.concurrent.CompletableFuture<?> future) { future.join(); }
            }""";

    @TempDir
    private Path folder;

    @Test
    void every_line_of_java_runs_in_jshell() throws IOException {
        List<String> wrong = new ArrayList<>();
        try (JShell shell = JShell.builder().executionEngine("local").build()) {
            for (String entry : classPath()) {
                shell.addToClasspath(entry);
            }
            assertThat(startUp(shell)).isEmpty();
            int number = 0;
            for (String line : lines()) {
                wrong.addAll(run(shell, line, Files.createDirectory(folder.resolve("line" + number++))));
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static List<String> run(JShell shell, String line, Path home) throws IOException {
        if (ONLY_COMPILED.containsKey(line)) {
            return eval(shell, "void never() { " + line + "; }");
        }
        try (HaloyServers world = HaloyServers.of("prod.haloy.com", "staging.haloy.com")) {
            CheatSheetNames.prepare(world, home, line);
            List<String> wrong = new ArrayList<>(eval(shell, line));
            for (VarSnippet result : shell.variables().toList()) {
                wrong.addAll(eval(shell, END.replace("result", result.name())));
                shell.drop(result);
            }
            return wrong;
        }
    }

    private static List<String> startUp(JShell shell) {
        List<String> wrong = new ArrayList<>(eval(shell, "import java.util.*;"));
        StringBuilder open = new StringBuilder();
        // Line by line, as the program reads it: that ends an import without a semicolon.
        for (String line : ProjectFiles.read("jbang-catalog/src/main/jshell/haloy.jsh")
                .lines()
                .toList()) {
            open.append(line).append('\n');
            CompletionInfo snippet = shell.sourceCodeAnalysis().analyzeCompletion(open.toString());
            if (snippet.completeness().isComplete()) {
                wrong.addAll(eval(shell, snippet.source()));
                open.setLength(0);
            }
        }
        wrong.addAll(eval(shell, NAMES));
        return wrong;
    }

    private static List<String> eval(JShell shell, String source) {
        List<String> wrong = new ArrayList<>();
        for (SnippetEvent event : shell.eval(source)) {
            shell.diagnostics(event.snippet()).forEach(each -> wrong.add(source + ": " + each.getMessage(null)));
            if (event.exception() != null) {
                wrong.add(source + ": " + event.exception());
            }
            boolean itself = event.causeSnippet() == null;
            if (itself && event.status() != Snippet.Status.VALID) {
                wrong.add(source + ": " + event.status());
            }
        }
        return wrong;
    }

    private static Set<String> lines() {
        Set<String> lines = new LinkedHashSet<>();
        ProjectFiles.read("docs/cheatsheet.md")
                .lines()
                .forEach(row -> JAVA.matcher(row).results().forEach(found -> lines.add(found.group(1))));
        assertThat(lines).hasSizeGreaterThan(40).containsAll(ONLY_COMPILED.keySet());
        return lines;
    }

    private static List<String> classPath() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return List.of(all.split(Pattern.quote(System.getProperty("path.separator"))));
    }
}
