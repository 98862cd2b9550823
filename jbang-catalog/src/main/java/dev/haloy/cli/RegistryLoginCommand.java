package dev.haloy.cli;

import dev.haloy.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives servers an account. */
@Command(
        name = "login",
        header = "Give servers an account of a registry to pull images with.",
        description = {
            "Each server tries the account before it keeps it. Leave --password out to be asked for it, or pipe it in;",
            "an argument would stand in your shell's history."
        },
        footer = {
            "",
            "Example:",
            "  haloy server registry login ghcr.io --username bot --password-stdin --all < token.txt"
        })
final class RegistryLoginCommand extends RegistryTask {
    @Parameters(index = "0", paramLabel = "REGISTRY", description = "Such as ghcr.io.")
    private String registry = "";

    @Option(
            names = {"-u", "--username"},
            order = 20,
            required = true,
            paramLabel = "NAME",
            description = "The account's name.")
    private String username = "";

    @Option(
            names = {"-p", "--password"},
            order = 21,
            paramLabel = "PASSWORD",
            description = "Its password or token; other programs of this machine can see it.")
    private Optional<String> password = Optional.empty();

    @Option(names = "--password-stdin", order = 22, description = "Read the password from standard input.")
    private boolean fromInput;

    RegistryLoginCommand(Session session) {
        super("server registry login", session);
    }

    @Override
    int run() {
        Secret secret = secret();
        if (secret.isEmpty()) {
            throw new UsageException("The password is empty.");
        }
        return show(
                servers.chosen(session()).loginToRegistry(registry, username, secret),
                login -> "pulls from " + login.registry() + " as " + login.username(),
                (node, login) -> node.put("registry", login.registry()).put("username", login.username()));
    }

    private Secret secret() {
        if (password.isPresent() && fromInput) {
            throw new UsageException("Give --password or --password-stdin, not both.");
        }
        if (password.isPresent()) {
            if (!output.quiet()) {
                say(
                        Style.Tone.WARNING,
                        "a password on the command line can be seen by others; prefer --password-stdin");
            }
            return Secret.of(password.get());
        }
        if (fromInput) {
            return Secret.of(input());
        }
        return console()
                .prompt()
                .map(prompt -> Secret.of(prompt.secret("Password: ").strip()))
                .orElseThrow(() -> new UsageException("There is no password. Pipe it in with --password-stdin."));
    }

    private String input() {
        if (console().prompt().isPresent()) {
            throw new UsageException("--password-stdin reads a pipe or a file; leave it out to be asked.");
        }
        try {
            String all = new String(console().in().readAllBytes(), StandardCharsets.UTF_8);
            return all.replaceFirst("[\\r\\n]+$", "");
        } catch (IOException e) {
            throw new UncheckedIOException("the password cannot be read: " + e.getMessage(), e);
        }
    }
}
