package dev.haloy.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever code the README shows was compiled and run, and whatever command it shows was tried. */
class ReadmeTest {
    /** Commands that no test runs, and why. */
    private static final Map<String, String> NOT_TRIED = Map.of(
            "mvn -q -Pdemo", "builds what is being built; the demo itself has a test of its own",
            "mvn verify", "is what runs this test",
            "mvn -q install -DskipTests", "writes to the user's own repository");

    private static final List<String> SNIPPETS = List.of("java", "yaml");
    private static final Pattern INLINE_CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern OPTION = Pattern.compile("(?<=\\s)--?[a-z-]+");
    private static final Pattern LINK = Pattern.compile("]\\(([^)]+)\\)");
    private static final String NOT_YET = "not yet";

    @Test
    void every_snippet_equals_a_script_or_a_tagged_part_of_an_example() {
        Snippets snippets = Snippets.of(sources());
        List<ReadmeBlock> unknown = blocks().stream()
                .filter(block -> SNIPPETS.contains(block.language()) && !snippets.contain(block.text()))
                .toList();

        assertThat(unknown).as("blocks that are none of %s", snippets.places()).isEmpty();
    }

    @Test
    void every_command_is_run_by_an_end_to_end_test() {
        String tests = sources().stream()
                .filter(file -> file.toString().endsWith("IT.java"))
                .map(ProjectFiles::read)
                .collect(Collectors.joining());
        List<String> untried = blocks().stream()
                .filter(block -> block.language().equals("sh"))
                .flatMap(block -> block.text().lines())
                .map(line -> line.replaceAll("\\s+#.*", ""))
                .filter(line -> !NOT_TRIED.containsKey(line) && !tests.contains('"' + line + '"'))
                .toList();

        assertThat(untried).isEmpty();
    }

    @Test
    void every_block_is_of_a_kind_that_is_checked() {
        assertThat(blocks()).extracting(ReadmeBlock::language).isSubsetOf("java", "yaml", "sh", "xml");
    }

    @Test
    void coordinates_are_those_of_this_version() {
        List<ReadmeBlock> xml = blocks().stream()
                .filter(block -> block.language().equals("xml"))
                .toList();

        assertThat(xml)
                .isNotEmpty()
                .allSatisfy(block -> assertThat(block.text())
                        .contains("<groupId>dev.haloy</groupId>", "<version>" + CatalogTest.version() + "</version>"));
    }

    @Test
    void the_java_side_of_the_cheat_sheet_is_compiled_and_run() {
        String code = sources().stream().map(ProjectFiles::read).collect(Collectors.joining());
        List<String> unknown = cheatSheet().stream()
                .filter(row -> !row.get(2).equals(NOT_YET))
                .flatMap(row -> code(row.get(2)).stream())
                .filter(call -> !code.contains(call))
                .toList();

        assertThat(unknown).isEmpty();
    }

    @Test
    void the_command_side_of_the_cheat_sheet_agrees_with_the_help_texts() {
        List<String> wrong = new ArrayList<>();
        for (List<String> row : cheatSheet()) {
            for (String command : code(row.get(1))) {
                String help = help(command);
                OPTION.matcher(command)
                        .results()
                        .map(MatchResult::group)
                        .filter(option -> !help.contains(option))
                        .forEach(option -> wrong.add(command + " has no " + option));
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void every_command_has_a_row_in_the_cheat_sheet() throws IOException {
        List<String> commands =
                cheatSheet().stream().flatMap(row -> code(row.get(1)).stream()).toList();
        Path folder = ProjectFiles.at("jbang-catalog/src/main/resources/dev/haloy/cli/help");
        try (Stream<Path> files = Files.list(folder)) {
            List<String> missing = files.map(file -> ProjectFiles.read(folder.resolve(file)))
                    .filter(text -> !text.contains("Usage: haloy [OPTIONS] COMMAND") && !text.contains("[COMMAND]"))
                    .map(text -> text.replaceAll("(?s).*?Usage: (haloy( [a-z-]+)+).*", "$1"))
                    .filter(usage -> commands.stream().noneMatch(command -> command.startsWith(usage)))
                    .sorted()
                    .toList();
            assertThat(missing).isEmpty();
        }
    }

    @Test
    void every_link_leads_to_a_file() {
        assertThat(LINK.matcher(ProjectFiles.read("README.md")).results())
                .isNotEmpty()
                .allSatisfy(link -> assertThat(ProjectFiles.at(link.group(1))).isRegularFile());
    }

    private static String help(String command) {
        List<String> words = List.of(command.split(" "));
        assertThat(words.get(0)).as("%s", command).isEqualTo("haloy");
        int depth = !words.get(1).equals("server") ? 1 : words.get(2).equals("registry") ? 3 : 2;
        String name = String.join("-", words.subList(1, depth + 1));
        Path file = ProjectFiles.at("jbang-catalog/src/main/resources/dev/haloy/cli/help/" + name + ".txt");
        assertThat(file).as("the help text of: %s", command).isRegularFile();
        return ProjectFiles.read(file);
    }

    /** The rows of the table with the three columns: the original's command, ours, Java. */
    private static List<List<String>> cheatSheet() {
        List<List<String>> rows = ProjectFiles.read("README.md")
                .lines()
                .dropWhile(line -> !line.startsWith("| original |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> List.of(line.substring(1).split("\\|")).stream()
                        .map(String::strip)
                        .toList())
                .toList();
        assertThat(rows).isNotEmpty().allSatisfy(row -> assertThat(row).hasSize(3));
        return rows;
    }

    private static List<String> code(String cell) {
        return INLINE_CODE.matcher(cell).results().map(found -> found.group(1)).toList();
    }

    private static List<ReadmeBlock> blocks() {
        return ReadmeBlock.of(ProjectFiles.read("README.md"));
    }

    private static List<Path> sources() {
        List<Path> sources = new ArrayList<>(ProjectFiles.below("examples/src"));
        sources.add(ProjectFiles.at("examples/haloy.yaml"));
        return sources;
    }
}
