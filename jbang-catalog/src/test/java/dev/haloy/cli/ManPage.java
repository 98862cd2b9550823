package dev.haloy.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** A command as a page for {@code man}, made of the same definitions as its help text. */
final class ManPage {
    private final CommandLine command;
    private final CommandSpec spec;
    private final Roff roff = new Roff();

    private ManPage(CommandLine command) {
        this.command = command;
        this.spec = command.getCommandSpec();
    }

    static String of(CommandLine command) {
        ManPage page = new ManPage(command);
        page.write();
        return page.roff.toString();
    }

    /** What the page of a command is called: {@code haloy-server-add}. */
    static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName("-");
    }

    private void write() {
        UsageMessageSpec usage = spec.usageMessage();
        roff.title(name(command));
        roff.section("NAME").text(name(command) + " - " + String.join(" ", usage.header()));
        roff.section("SYNOPSIS").bold(synopsis());
        if (usage.description().length > 0) {
            roff.section("DESCRIPTION").text(String.join(" ", usage.description()));
        }
        List<? extends ArgSpec> positions = spec.positionalParameters();
        if (!positions.isEmpty()) {
            roff.section("ARGUMENTS");
            positions.forEach(each -> roff.item(each.paramLabel(), description(each)));
        }
        roff.section("OPTIONS");
        spec.options().stream()
                .filter(option -> !option.hidden())
                .sorted(Comparator.comparingInt(OptionSpec::order))
                .forEach(option -> roff.item(names(option), description(option)));
        commands();
        footer(usage.footer());
        seeAlso();
    }

    private String synopsis() {
        return command.getHelp().synopsis(0).strip().replaceAll("\\s+", " ");
    }

    private String names(OptionSpec option) {
        String label = command.getHelp()
                .parameterLabelRenderer()
                .renderParameterLabel(option, Ansi.OFF, List.of())
                .toString();
        return String.join(", ", option.names()) + label;
    }

    private static String description(ArgSpec argument) {
        return String.join(" ", argument.description());
    }

    private void commands() {
        if (command.getSubcommands().isEmpty()) {
            return;
        }
        roff.section("COMMANDS");
        command.getSubcommands().values().stream()
                .filter(each -> !each.getCommandSpec().usageMessage().hidden())
                .forEach(each -> roff.item(
                        name(each) + "(1)",
                        String.join(" ", each.getCommandSpec().usageMessage().header())));
    }

    /** A line with a colon at its end is a heading there; what is indented stays as it is. */
    private void footer(String... lines) {
        for (String line : lines) {
            if (line.endsWith(":") && !line.startsWith(" ")) {
                roff.section(line.substring(0, line.length() - 1).toUpperCase(Locale.ROOT));
            } else if (line.startsWith(" ")) {
                roff.asItIs(line);
            } else if (!line.isEmpty()) {
                roff.paragraph(line);
            }
        }
    }

    private void seeAlso() {
        CommandLine parent = command.getParent();
        if (parent != null) {
            roff.section("SEE ALSO").text(name(parent) + "(1)");
        }
    }
}
