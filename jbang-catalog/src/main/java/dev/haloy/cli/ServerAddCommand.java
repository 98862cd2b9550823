package dev.haloy.cli;

import dev.haloy.Haloy;
import dev.haloy.Servers;
import dev.haloy.config.ServerAddress;
import dev.haloy.secret.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Remembers a server. */
@Command(
        name = "add",
        header = "Keep a server's token on this machine.",
        description = {
            "The token is kept in a file that only you can read. Leave TOKEN out to be asked for it, or pipe it in;",
            "an argument would stand in your shell's history."
        },
        footer = {"", "Example:", "  haloy server add prod.example.com --token-stdin < token.txt"})
final class ServerAddCommand extends Task {
    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Parameters(
            index = "0",
            paramLabel = "SERVER",
            description = "Its address, such as prod.example.com or localhost:9922.")
    private String server = "";

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "TOKEN", description = "Its token.")
    private List<String> words = new ArrayList<>();

    @Option(names = "--token-stdin", description = "Read the token from standard input.")
    private boolean fromInput;

    @Option(
            names = {"-f", "--force"},
            description = "Replace the token of a server that is known already.")
    private boolean force;

    ServerAddCommand(Session session) {
        super("server add", session);
    }

    @Override
    boolean answersInJson() {
        return output.json();
    }

    @Override
    int run() {
        ServerAddress address = Addresses.parse(server);
        Secret token = token();
        Servers servers = Haloy.servers(session().world());
        if (!force && servers.list().stream().anyMatch(each -> each.address().equals(address))) {
            throw new UsageException(address + " is known already, nothing was changed; --force replaces its token.");
        }
        servers.replace(address.key(), token);
        if (output.json()) {
            answer(Json.object("server add").put("exitStatus", ExitStatus.DONE).put("server", address.key()));
        } else if (!output.quiet()) {
            say(Style.Tone.SUCCESS, "added " + address);
        }
        return ExitStatus.DONE;
    }

    private Secret token() {
        if (fromInput && !words.isEmpty()) {
            throw new UsageException("Give the token or --token-stdin, not both.");
        }
        if (!words.isEmpty()) {
            return Secret.of(String.join(" ", words));
        }
        if (fromInput) {
            return Secret.of(line());
        }
        return console()
                .prompt()
                .map(prompt -> Secret.of(prompt.secret("Token: ").strip()))
                .orElseThrow(() -> new UsageException(
                        "There is no token. Give it as the last argument, or pipe it in with --token-stdin."));
    }

    private String line() {
        try {
            String line = new BufferedReader(new InputStreamReader(console().in(), StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line.strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the token cannot be read: " + e.getMessage(), e);
        }
    }
}
