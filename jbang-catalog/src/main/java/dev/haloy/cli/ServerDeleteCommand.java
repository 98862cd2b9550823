package dev.haloy.cli;
@picocli.CommandLine.Command(name = "xServerDelete")
final class ServerDeleteCommand extends Task { ServerDeleteCommand(Session s) { super("x", s); } @Override int run() { return 0; } }
