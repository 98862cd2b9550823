package dev.haloy.cli;
@picocli.CommandLine.Command(name = "xValidateConfig")
final class ValidateConfigCommand extends Task { ValidateConfigCommand(Session s) { super("x", s); } @Override int run() { return 0; } }
