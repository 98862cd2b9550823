package dev.haloy.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The page for people who know the original. Commands, what they are for and the options that no row shows come from the
 * definitions; rows stand under the command they are about.
 */
final class CheatSheet {
    private static final String INTRODUCTION = """
            # Cheat sheet

            Every command beside the original's and beside the line of Java that does the same. `haloy` stands for `jbang haloy@catalog`,
            `java -jar haloy.jar` or the launcher; [commands.md](commands.md) says more.

            In the last column `project` is `Haloy.load("haloy.yaml")` and `servers` is `Haloy.servers()`. In JShell, with the start-up file,
            the same lines print what they give after `var project = load("haloy.yaml")` and `var servers = Haloy.servers()`. `token` and
            `password` are `Secret.of("...")`, `listener` and `serverListener` take lines, `json` is a plan's `saved().toJson()`,
            `incident` is what a journal knows of a run, `new Runs(store).incident(runId)`.

            Made from the commands' definitions and checked: each command line is parsed as the program would, each line of Java is run by
            JShell. `mvn test -Dtest=CheatSheetPageTest -Dhaloy.docs.write=true` writes it anew.
            """;

    /** What most commands have. */
    private static final Set<String> USUAL =
            Set.of("--help", "--debug", "--quiet", "--verbose", "--output", "--annotations", "--config", "--target");

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern OPTION = Pattern.compile("(?<= |`)--?[a-z][a-z-]*");

    private final CommandLine commands;
    private final Map<CommandSpec, List<Row>> rows = new LinkedHashMap<>();

    /** A row as it is written down: the original's command, ours, Java. */
    record Row(String original, String here, String java) {
        /** Whole command lines of ours; the first one says which command the row is about. */
        List<List<String>> lines() {
            return CODE.matcher(here)
                    .results()
                    .map(found -> found.group(1))
                    .filter(code -> code.startsWith("haloy "))
                    .map(code -> Arrays.asList(code.split(" ")).subList(1, code.split(" ").length))
                    .toList();
        }
    }

    private CheatSheet(CommandLine commands) {
        this.commands = commands;
    }

    /** The page, for these commands. */
    static String of(CommandLine commands, List<Row> rows) {
        CheatSheet sheet = new CheatSheet(commands);
        rows.forEach(sheet::add);
        return sheet.page();
    }

    static List<Row> rows() throws IOException {
        try (InputStream in = CheatSheet.class.getResourceAsStream("cheat-sheet.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(" \\| "))
                    .map(cells -> new Row(cells[0], cells[1], cells[2]))
                    .toList();
        }
    }

    /** The command that does something, at the end of the words of a line. */
    static CommandLine command(CommandLine commands, List<String> words) {
        CommandLine sub = words.isEmpty() ? null : commands.getSubcommands().get(words.get(0));
        return sub == null ? commands : command(sub, words.subList(1, words.size()));
    }

    private void add(Row row) {
        row.lines().stream()
                .map(words -> command(commands, words).getCommandSpec())
                .distinct()
                .forEach(spec ->
                        rows.computeIfAbsent(spec, none -> new ArrayList<>()).add(row));
    }

    private String page() {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        leaves(commands).forEach(command -> page.append(section(command.getCommandSpec())));
        return page.toString();
    }

    /** Every command that does something by itself and is meant for people. */
    static Stream<CommandLine> leaves(CommandLine command) {
        if (command.getCommandSpec().usageMessage().hidden()) {
            return Stream.empty();
        }
        return command.getSubcommands().isEmpty()
                ? Stream.of(command)
                : command.getSubcommands().values().stream().flatMap(CheatSheet::leaves);
    }

    private String section(CommandSpec spec) {
        StringBuilder section = new StringBuilder("\n## " + spec.qualifiedName(" ") + "\n\n");
        section.append(String.join(" ", spec.usageMessage().header())).append("\n\n");
        section.append("| original | here | Java and JShell |\n|---|---|---|\n");
        List<Row> own = rows.getOrDefault(spec, List.of());
        own.forEach(row -> section.append("| %s | %s | %s |%n"
                .formatted(row.original(), row.here(), row.java())
                .replace("\r", "")));
        List<String> more = unseen(spec, own);
        if (!more.isEmpty()) {
            section.append("\nFurther options: ")
                    .append(String.join(", ", more))
                    .append(".\n");
        }
        return section.toString();
    }

    private static List<String> unseen(CommandSpec spec, List<Row> rows) {
        List<String> seen = rows.stream()
                .flatMap(row -> OPTION.matcher(row.here()).results())
                .map(found -> found.group())
                .toList();
        return spec.options().stream()
                .filter(option -> !option.hidden() && !USUAL.contains(longest(option)))
                .filter(option -> Arrays.stream(option.names()).noneMatch(seen::contains))
                .map(option -> "`" + longest(option) + "`")
                .toList();
    }

    /** An option with several long names goes by the first of them. */
    private static String longest(OptionSpec option) {
        return Arrays.stream(option.names())
                .filter(name -> name.startsWith("--"))
                .findFirst()
                .orElse(option.longestName());
    }
}
