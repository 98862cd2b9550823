package dev.haloy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.haloy.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import picocli.CommandLine;

/** The committed help texts are what the options say. Rewrite them with {@code -Dhaloy.help.write=true}. */
class HelpTest {
    private static final Path COMMITTED = Path.of("src/main/resources/dev/haloy/cli/help");

    private static final Path MANUAL = Path.of("src/main/man");
    private static final Path PAGE = Path.of("../docs/commands.md");
    private static final String INTRODUCTION = """
            # All commands

            What `haloy COMMAND --help` says, for reading at leisure. `haloy` stands for `jbang haloy@catalog`, `java -jar haloy.jar` or the
            launcher `bin/haloy`. Made from the options themselves: `mvn test -Dtest=HelpTest -Dhaloy.help.write=true` writes it anew.
            """;

    static final java.util.List<String> TOPICS = Help.TOPICS;

    @ParameterizedTest
    @FieldSource("TOPICS")
    void a_help_text_is_what_the_options_say(String topic) throws IOException {
        String rendered = command(topic).getUsageMessage().replace(System.lineSeparator(), "\n");
        Path file = COMMITTED.resolve(topic + ".txt");
        if (Boolean.getBoolean("haloy.help.write")) {
            Files.writeString(file, rendered);
        }
        assertThat(Files.readString(file))
                .as("rewrite the help texts with -Dtest=HelpTest -Dhaloy.help.write=true")
                .isEqualTo(rendered);
    }

    @ParameterizedTest
    @FieldSource("TOPICS")
    void a_page_of_the_manual_is_what_the_options_say(String topic) throws IOException {
        String rendered = ManPage.of(command(topic));
        Path file = MANUAL.resolve(ManPage.name(command(topic)) + ".1");
        if (Boolean.getBoolean("haloy.help.write")) {
            Files.writeString(Files.createDirectories(MANUAL).resolve(file.getFileName()), rendered);
        }
        assertThat(Files.readString(file))
                .as("rewrite the manual with -Dtest=HelpTest -Dhaloy.help.write=true")
                .isEqualTo(rendered);
    }

    @Test
    void the_manual_has_no_other_pages() throws IOException {
        try (Stream<Path> pages = Files.list(MANUAL)) {
            assertThat(pages.map(page -> page.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(TOPICS.stream()
                            .map(topic -> ManPage.name(command(topic)) + ".1")
                            .toList());
        }
    }

    @Test
    void the_page_of_all_commands_is_made_of_the_help_texts() throws IOException {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        for (String topic : Help.TOPICS) {
            String text = command(topic).getUsageMessage().replace(System.lineSeparator(), "\n");
            String name = command(topic).getCommandSpec().qualifiedName(" ");
            page.append("\n## ")
                    .append(name)
                    .append("\n\n```text\n")
                    .append(text)
                    .append("```\n");
        }
        if (Boolean.getBoolean("haloy.help.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("rewrite the page with -Dtest=HelpTest -Dhaloy.help.write=true")
                .isEqualTo(page.toString());
    }

    @Test
    void every_command_has_a_help_text() {
        collect(commands(), "");
    }

    private static void collect(CommandLine at, String before) {
        at.getSubcommands().forEach((name, sub) -> {
            String topic = before.isEmpty() ? name : before + "-" + name;
            if (!Help.TOPICS.contains(topic)
                    && !sub.getCommandSpec().usageMessage().hidden()) {
                fail("no help topic for " + topic);
            }
            collect(sub, topic);
        });
    }

    @Test
    void help_is_asked_for_in_many_ways() {
        String deploy = Help.wanted("deploy", "--help").orElseThrow();
        assertThat(Help.wanted("deploy", "-t", "x", "-h")).hasValue(deploy);
        assertThat(Help.wanted("help", "deploy")).hasValue(deploy);
        assertThat(Help.wanted("--help", "deploy")).isNotEmpty();
        assertThat(Help.wanted()).isEqualTo(Help.wanted("help"));
        assertThat(Help.wanted("server")).isEqualTo(Help.wanted("server", "--help"));
    }

    @Test
    void ordinary_arguments_ask_for_no_help() {
        assertThat(Help.wanted("deploy", "--all")).isEmpty();
        assertThat(Help.wanted("server", "lst")).isEmpty();
        assertThat(Help.wanted("nonsense")).isEmpty();
    }

    private static CommandLine command(String topic) {
        CommandLine at = commands();
        if (topic.equals("haloy")) {
            return at;
        }
        CommandLine direct = at.getSubcommands().get(topic);
        if (direct != null) {
            return direct;
        }
        CommandLine group = at;
        for (String word : topic.split("-")) {
            group = group.getSubcommands().get(word);
        }
        return group;
    }

    private static CommandLine commands() {
        return Cli.commands(new Session(World.system(), Captured.plain().console(), Interrupts.NEVER));
    }
}
