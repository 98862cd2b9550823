package dev.haloy.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints what a shell needs to complete words. */
@Command(
        name = "completion",
        header = "Print a script that lets a shell complete commands, options and targets.",
        footer = {
            "",
            "Examples:",
            "  bash        eval \"$(haloy completion bash)\"                      in ~/.bashrc",
            "  zsh         eval \"$(haloy completion zsh)\"                       in ~/.zshrc, after compinit",
            "  fish        haloy completion fish | source                       in ~/.config/fish/config.fish",
            "  powershell  haloy completion powershell | Out-String | Invoke-Expression"
        })
final class CompletionCommand extends Task {
    /** The shells there is a script for. */
    enum Shell {
        /** GNU's. */
        bash,
        /** The Z shell. */
        zsh,
        /** The friendly one. */
        fish,
        /** Microsoft's. */
        powershell
    }

    @Parameters(paramLabel = "SHELL", description = "bash, zsh, fish or powershell.")
    private Shell shell = Shell.bash;

    CompletionCommand(Session session) {
        super("completion", session);
    }

    @Override
    int run() {
        console().out().print(script(shell));
        console().out().flush();
        return ExitStatus.DONE;
    }

    static String script(Shell shell) {
        try (InputStream in = CompletionCommand.class.getResourceAsStream("completion/" + shell + ".txt")) {
            if (in == null) {
                throw new IllegalStateException("no completion script for " + shell);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
