package dev.haloy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.haloy.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The page for people who know the original. Write it anew with {@code -Dhaloy.docs.write=true}. */
class CheatSheetPageTest {
    private static final Path PAGE = Path.of("../docs/cheatsheet.md");

    @Test
    void the_page_is_made_from_the_definitions_of_the_commands() throws IOException {
        String page = CheatSheet.of(commands(), CheatSheet.rows());
        if (Boolean.getBoolean("haloy.docs.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("write it anew with -Dtest=CheatSheetPageTest -Dhaloy.docs.write=true")
                .isEqualTo(page);
    }

    @Test
    void every_command_line_on_it_is_one_that_the_program_takes() throws IOException {
        for (CheatSheet.Row row : CheatSheet.rows()) {
            assertThat(row.lines())
                    .as("%s", row)
                    .isNotEmpty()
                    .allSatisfy(words -> assertThatCode(() -> commands().parseArgs(words.toArray(String[]::new)))
                            .doesNotThrowAnyException());
        }
    }

    @Test
    void every_command_is_on_it() throws IOException {
        List<String> shown = CheatSheet.rows().stream()
                .flatMap(row -> row.lines().stream())
                .map(words ->
                        CheatSheet.command(commands(), words).getCommandSpec().qualifiedName())
                .toList();

        assertThat(CheatSheet.leaves(commands())
                        .map(command -> command.getCommandSpec().qualifiedName())
                        .collect(Collectors.toList()))
                .isSubsetOf(shown);
    }

    @Test
    void the_originals_command_lines_are_taken_as_they_are() throws IOException {
        for (CheatSheet.Row row : CheatSheet.rows()) {
            if (row.original().startsWith("`haloy ")) {
                String line = row.original().replaceAll("`haloy ([^`]+)`.*", "$1");
                assertThatCode(() -> commands().parseArgs(line.split(" ")))
                        .as(line)
                        .doesNotThrowAnyException();
            }
        }
    }

    private static CommandLine commands() {
        return Cli.commands(new Session(World.system(), Captured.plain().console(), Interrupts.NEVER));
    }
}
