package dev.haloy.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Runs one command inside a process that goes on afterwards: never ends it, touches only what the session holds. */
final class Cli {
    private static final int HELP_WIDTH = 100;

    /** In the order of the help text. */
    private static final List<String> COMMANDS = List.of(
            "deploy",
            "plan",
            "promote",
            "rehearse",
            "status",
            "stop",
            "rollback-targets",
            "rollback",
            "logs",
            "exec",
            "tunnel",
            "prune-images",
            "runs",
            "resume",
            "attach",
            "replay",
            "targets",
            "validate-config",
            "explain",
            "config-diff",
            "schema",
            "server",
            "completion",
            "__complete",
            "version",
            "demo",
            "dev-server");

    private static final List<String> SERVER_COMMANDS = List.of("add", "delete", "list", "version", "logs", "registry");
    private static final List<String> REGISTRY_COMMANDS = List.of("login", "logout", "list");

    private Cli() {}

    /** Runs a command and gives its exit status. */
    static int run(Session session, String... args) {
        Optional<String> help = Help.wanted(args);
        if (help.isPresent()) {
            session.console().out().print(help.get());
            session.console().out().flush();
            return ExitStatus.DONE;
        }
        return commands(session, args).execute(args);
    }

    /** All commands. */
    static CommandLine commands(Session session) {
        return commands(session, COMMANDS, SERVER_COMMANDS, REGISTRY_COMMANDS);
    }

    /** Those that these words may be about: making the model of a command costs more than many a command itself. */
    private static CommandLine commands(Session session, String... words) {
        return commands(
                session,
                named(COMMANDS, words, 0),
                named(SERVER_COMMANDS, words, 1),
                named(REGISTRY_COMMANDS, words, 2));
    }

    /** The one that is named there, or else all. */
    private static List<String> named(List<String> names, String[] words, int at) {
        return at < words.length && names.contains(words[at]) ? List.of(words[at]) : names;
    }

    private static CommandLine commands(
            Session session, List<String> names, List<String> serverNames, List<String> registryNames) {
        CommandLine root = new CommandLine(new RootCommand());
        for (String name : names) {
            root.addSubcommand(
                    name.equals("server") ? server(session, serverNames, registryNames) : command(name, session));
        }
        root.setUsageHelpWidth(HELP_WIDTH)
                .setExpandAtFiles(false)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setParameterExceptionHandler((problem, args) -> refuse(session, problem, args));
        layOut(root);
        return root;
    }

    private static CommandLine server(Session session, List<String> names, List<String> registryNames) {
        CommandLine server = new CommandLine(new ServerGroup());
        for (String name : names) {
            server.addSubcommand(
                    name.equals("registry") ? registry(session, registryNames) : serverCommand(name, session));
        }
        return server;
    }

    private static CommandLine registry(Session session, List<String> names) {
        CommandLine registry = new CommandLine(new RegistryGroup());
        names.forEach(name -> registry.addSubcommand(registryCommand(name, session)));
        return registry;
    }

    private static Task command(String name, Session session) {
        return switch (name) {
            case "deploy" -> new DeployCommand(session);
            case "plan" -> new PlanCommand(session);
            case "promote" -> new PromoteCommand(session);
            case "rehearse" -> new RehearseCommand(session);
            case "status" -> new StatusCommand(session);
            case "stop" -> new StopCommand(session);
            case "rollback-targets" -> new RollbackTargetsCommand(session);
            case "rollback" -> new RollbackCommand(session);
            case "logs" -> new LogsCommand(session);
            case "exec" -> new ExecCommand(session);
            case "tunnel" -> new TunnelCommand(session);
            case "prune-images" -> new PruneImagesCommand(session);
            case "runs" -> new RunsCommand(session);
            case "resume" -> new ResumeCommand(session);
            case "attach" -> new AttachCommand(session);
            case "replay" -> new ReplayCommand(session);
            case "targets" -> new TargetsCommand(session);
            case "validate-config" -> new ValidateConfigCommand(session);
            case "explain" -> new ExplainCommand(session);
            case "config-diff" -> new ConfigDiffCommand(session);
            case "schema" -> new SchemaCommand(session);
            case "completion" -> new CompletionCommand(session);
            case "__complete" -> new CompleteCommand(session);
            case "version" -> new VersionCommand(session);
            case "demo" -> new DemoCommand(session);
            case "dev-server" -> new DevServerCommand(session);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Task serverCommand(String name, Session session) {
        return switch (name) {
            case "add" -> new ServerAddCommand(session);
            case "delete" -> new ServerDeleteCommand(session);
            case "list" -> new ServerListCommand(session);
            case "version" -> new ServerVersionCommand(session);
            case "logs" -> new ServerLogsCommand(session);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Task registryCommand(String name, Session session) {
        return switch (name) {
            case "login" -> new RegistryLoginCommand(session);
            case "logout" -> new RegistryLogoutCommand(session);
            case "list" -> new RegistryListCommand(session);
            default -> throw new IllegalArgumentException(name);
        };
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
        UsageException usage = new UsageException(message + UsageAdvice.on(problem) + "\nSee " + command + " --help.");
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
