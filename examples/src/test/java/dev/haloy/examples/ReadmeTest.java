package dev.haloy.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whatever code the README shows was compiled and run, and whatever command it shows was tried. */
class ReadmeTest {
    /** Commands that no test runs, and why. */
    private static final Map<String, String> NOT_TRIED = Map.of(
            "mvn -q -Pdemo", "builds what is being built; the demo itself has a test of its own",
            "mvn verify", "is what runs this test",
            "mvn -q install -DskipTests", "writes to the user's own repository");

    private static final List<String> SNIPPETS = List.of("java", "yaml");
    private static final Pattern LINK = Pattern.compile("]\\(([^)]+)\\)");

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
    void every_link_leads_to_a_file() {
        assertThat(LINK.matcher(ProjectFiles.read("README.md")).results())
                .isNotEmpty()
                .allSatisfy(link -> assertThat(ProjectFiles.at(link.group(1))).isRegularFile());
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
