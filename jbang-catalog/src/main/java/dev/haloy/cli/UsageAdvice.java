package dev.haloy.cli;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What to type instead of what was refused; empty if nobody knows. */
final class UsageAdvice {
    private UsageAdvice() {}

    static String on(CommandLine.ParameterException problem) {
        CommandSpec command = problem.getCommandLine().getCommandSpec();
        if (problem instanceof CommandLine.UnmatchedArgumentException unmatched) {
            List<String> similar = unmatched.getSuggestions();
            return similar.isEmpty()
                    ? onTargets(command, unmatched.getUnmatched())
                    : "\nDid you mean " + String.join(" or ", similar) + "?";
        }
        boolean isPosition =
                problem.getArgSpec() != null && problem.getArgSpec().isPositional();
        return isPosition && problem.getValue() != null ? onTargets(command, List.of(problem.getValue())) : "";
    }

    /** Words without an option are mostly targets: that is how other tools take them. */
    private static String onTargets(CommandSpec command, List<String> words) {
        OptionSpec option = command.findOption("--target");
        if (option == null || words.stream().anyMatch(word -> word.startsWith("-"))) {
            return "";
        }
        Set<String> named = new LinkedHashSet<>();
        if (option.getValue() instanceof List<?> before) {
            before.forEach(name -> named.add(String.valueOf(name)));
        }
        named.addAll(words);
        return "\nTargets are named by an option: " + command.qualifiedName() + " --target " + String.join(",", named);
    }
}
