package dev.haloy.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Runs one command inside a process that goes on afterwards: never ends it, touches only what the session holds. */
final class Cli {
    private static final int HELP_WIDTH = 100;

    private Cli() {}

    /** Runs a command and gives its exit status. */
    static int run(Session session, String... args) {
        Optional<String> help = Help.wanted(args);
        if (help.isPresent()) {
            session.console().out().print(help.get());
            session.console().out().flush();
            return ExitStatus.DONE;
        }
        return commands(session).execute(args);
    }

    /** All commands. */
    static CommandLine commands(Session session) {
        CommandLine server = new CommandLine(new ServerGroup())
                .addSubcommand(new ServerAddCommand(session))
                .addSubcommand(new ServerDeleteCommand(session))
                .addSubcommand(new ServerListCommand(session))
                .addSubcommand(new ServerVersionCommand(session))
                .addSubcommand(new ServerLogsCommand(session))
                .addSubcommand(registry(session));
        CommandLine root = new CommandLine(new RootCommand())
                .addSubcommand(new DeployCommand(session))
                .addSubcommand(new PlanCommand(session))
                .addSubcommand(new PromoteCommand(session))
                .addSubcommand(new RehearseCommand(session))
                .addSubcommand(new StatusCommand(session))
                .addSubcommand(new StopCommand(session))
                .addSubcommand(new RollbackTargetsCommand(session))
                .addSubcommand(new RollbackCommand(session))
                .addSubcommand(new LogsCommand(session))
                .addSubcommand(new ExecCommand(session))
                .addSubcommand(new TunnelCommand(session))
                .addSubcommand(new PruneImagesCommand(session))
                .addSubcommand(new RunsCommand(session))
                .addSubcommand(new ResumeCommand(session))
                .addSubcommand(new AttachCommand(session))
                .addSubcommand(new ReplayCommand(session))
                .addSubcommand(new TargetsCommand(session))
                .addSubcommand(new ValidateConfigCommand(session))
                .addSubcommand(new ExplainCommand(session))
                .addSubcommand(new ConfigDiffCommand(session))
                .addSubcommand(new SchemaCommand(session))
                .addSubcommand(server)
                .addSubcommand(new CompletionCommand(session))
                .addSubcommand(new CompleteCommand(session))
                .addSubcommand(new VersionCommand(session))
                .addSubcommand(new DemoCommand(session))
                .addSubcommand(new DevServerCommand(session))
                .setUsageHelpWidth(HELP_WIDTH)
                .setExpandAtFiles(false)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setParameterExceptionHandler((problem, args) -> refuse(session, problem, args));
        layOut(root);
        return root;
    }

    private static CommandLine registry(Session session) {
        return new CommandLine(new RegistryGroup())
                .addSubcommand(new RegistryLoginCommand(session))
                .addSubcommand(new RegistryLogoutCommand(session))
                .addSubcommand(new RegistryListCommand(session));
    }

    /** Gives all help texts one look: a summary, how it is called, options by importance. */
    private static void layOut(CommandLine command) {
        CommandLine.Model.UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        usage.headerHeading("")
                .synopsisHeading("%nUsage: ")
                .abbreviateSynopsis(true)
                .descriptionHeading(usage.description().length == 0 ? "" : "%n")
                .parameterListHeading("%nArguments:%n")
                .optionListHeading("%nOptions:%n")
                .commandListHeading("%nCommands:%n")
                .sortOptions(false);
        command.getSubcommands().values().forEach(Cli::layOut);
    }

    private static int refuse(Session session, CommandLine.ParameterException problem, String... args) {
        String command = problem.getCommandLine().getCommandSpec().qualifiedName();
        String message = String.valueOf(problem.getMessage()).replaceAll("\\s*\\R\\s*", " ");
        List<String> similar = problem instanceof CommandLine.UnmatchedArgumentException unmatched
                ? unmatched.getSuggestions()
                : List.of();
        String advice = similar.isEmpty() ? "" : "\nDid you mean " + String.join(" or ", similar) + "?";
        UsageException usage = new UsageException(message + advice + "\nSee " + command + " --help.");
        Trouble trouble = Trouble.of(usage);
        ObjectNode json = trouble.json(command.replace("haloy ", ""));
        if (wants(List.of(args), "json")) {
            Json.print(session.console().out(), json);
        } else if (wants(List.of(args), "jsonl")) {
            Json.printLine(session.console().out(), json);
        }
        trouble.print(session.console(), false);
        trouble.annotate(session.console());
        return command.equals("haloy exec") ? ExecCommand.OWN_TROUBLE : ExitStatus.USAGE;
    }

    private static boolean wants(List<String> args, String format) {
        int at = args.indexOf("--output");
        return args.contains("--output=" + format)
                || (at >= 0 && at + 1 < args.size() && args.get(at + 1).equals(format));
    }
}
