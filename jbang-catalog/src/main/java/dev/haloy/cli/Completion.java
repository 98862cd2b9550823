package dev.haloy.cli;

import dev.haloy.Haloy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What a half-typed command line could become: commands, options, the words an option knows, targets of the file. */
final class Completion {
    private static final Set<String> TARGET_PLACES = Set.of("FROM", "TO");
    private static final Set<String> TARGETS = Set.of("--target", "--targets", "-t");
    private static final Set<String> CONFIG = Set.of("--config", "-c");

    private final CommandLine root;
    private final Session session;

    Completion(CommandLine root, Session session) {
        this.root = root;
        this.session = session;
    }

    /** What the last word could become; nothing where a file name or free text is expected. */
    List<String> candidates(List<String> words) {
        List<String> before = words.subList(0, Math.max(0, words.size() - 1));
        String last = words.isEmpty() ? "" : words.get(words.size() - 1);
        CommandLine command = command(before);
        int equals = last.startsWith("--") ? last.indexOf('=') : -1;
        Optional<OptionSpec> option = before.isEmpty()
                ? Optional.empty()
                : option(command, before.get(before.size() - 1))
                        .filter(each -> each.arity().max() > 0);
        if (option.isPresent()) {
            return values(option.get(), words, last);
        }
        if (equals > 0) {
            String name = last.substring(0, equals);
            return option(command, name).stream()
                    .flatMap(written -> values(written, words, last.substring(equals + 1)).stream())
                    .map(value -> name + "=" + value)
                    .toList();
        }
        return (last.startsWith("-") ? options(command) : Stream.concat(names(command), places(command, words)))
                .filter(word -> word.startsWith(last))
                .toList();
    }

    private CommandLine command(List<String> words) {
        CommandLine command = root;
        for (String word : words) {
            CommandLine sub = command.getSubcommands().get(word);
            command = sub == null ? command : sub;
        }
        return command;
    }

    private static Optional<OptionSpec> option(CommandLine command, String name) {
        return Optional.ofNullable(command.getCommandSpec().optionsMap().get(name));
    }

    private static Stream<String> options(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .filter(option -> !option.hidden())
                .map(OptionSpec::longestName);
    }

    private static Stream<String> names(CommandLine command) {
        Stream<String> subcommands = command.getSubcommands().entrySet().stream()
                .filter(each -> !each.getValue().getCommandSpec().usageMessage().hidden())
                .map(Map.Entry::getKey);
        Stream<String> words = command.getCommandSpec().positionalParameters().stream()
                .filter(each -> each.type().isEnum())
                .flatMap(each -> words(each.completionCandidates()));
        return Stream.concat(subcommands, words).sorted(Comparator.naturalOrder());
    }

    /** Where a command takes targets without an option. */
    private Stream<String> places(CommandLine command, List<String> words) {
        boolean takesTargets = command.getCommandSpec().positionalParameters().stream()
                .anyMatch(each -> TARGET_PLACES.contains(each.paramLabel()));
        return takesTargets ? targets(words).stream() : Stream.of();
    }

    private List<String> values(OptionSpec option, List<String> words, String typed) {
        if (TARGETS.contains(option.longestName())) {
            int comma = typed.lastIndexOf(',') + 1;
            String kept = typed.substring(0, comma);
            return targets(words).stream()
                    .filter(target -> target.startsWith(typed.substring(comma)))
                    .map(target -> kept + target)
                    .toList();
        }
        return words(option.completionCandidates())
                .filter(word -> word.startsWith(typed))
                .toList();
    }

    private static Stream<String> words(Iterable<String> candidates) {
        return candidates == null ? Stream.of() : StreamSupport.stream(candidates.spliterator(), false);
    }

    /** The targets of the file that is meant; none if it cannot be read: a shell is no place for errors. */
    private List<String> targets(List<String> words) {
        try {
            return new ArrayList<>(
                    Haloy.load(Path.of(config(words)), session.world()).targetKeys());
        } catch (RuntimeException e) {
            return List.of();
        }
    }

    private static String config(List<String> words) {
        String config = "";
        for (int i = 0; i + 1 < words.size(); i++) {
            config = CONFIG.contains(words.get(i)) ? words.get(i + 1) : config;
        }
        return words.stream()
                .filter(word -> word.startsWith("--config="))
                .map(word -> word.substring("--config=".length()))
                .reduce(config, (first, second) -> second);
    }
}
