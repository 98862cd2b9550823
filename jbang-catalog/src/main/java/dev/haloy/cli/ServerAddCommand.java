package dev.haloy.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.Haloy;
import dev.haloy.Servers;
import dev.haloy.client.ServerException;
import dev.haloy.client.ServerVersion;
import dev.haloy.config.ServerAddress;
import dev.haloy.error.HaloyException;
import dev.haloy.secret.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Remembers a server. */
@Command(
        name = "add",
        header = "Keep a server's token on this machine.",
        description = {
            "The server is asked first whether it takes the token, which is then kept in a file that only you can read, or by a program of your choice. Leave TOKEN out to be asked for it, or pipe it in;",
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

    @Option(names = "--no-check", description = "Keep the token without asking the server whether it takes it.")
    private boolean unchecked;

    @Option(
            names = "--credential-helper",
            paramLabel = "NAME",
            description =
                    "Let the program docker-credential-NAME keep the token, for example pass or osxkeychain; a path names"
                            + " any program that understands the same.")
    private Optional<String> helper = Optional.empty();

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
        Optional<ServerVersion> version = unchecked ? Optional.empty() : Optional.of(check(servers, address, token));
        helper.ifPresentOrElse(
                name -> servers.replaceInHelper(name, address.key(), token),
                () -> servers.replace(address.key(), token));
        if (output.json()) {
            ObjectNode json =
                    Json.object("server add").put("exitStatus", ExitStatus.DONE).put("server", address.key());
            version.ifPresent(answered -> json.put("version", answered.haloyd()));
            answer(json);
        } else if (!output.quiet()) {
            say(
                    Style.Tone.SUCCESS,
                    "added " + address
                            + version.map(answered -> ", which runs haloyd " + answered.haloyd())
                                    .orElse(""));
        }
        return ExitStatus.DONE;
    }

    private static ServerVersion check(Servers servers, ServerAddress address, Secret token) {
        try {
            return servers.check(address.key(), token);
        } catch (ServerException e) {
            throw new NotAddedException(e.getMessage() + "\n" + address
                    + " was not added, nothing was changed; --no-check adds it unseen.");
        }
    }

    /** The server does not take the token. */
    private static final class NotAddedException extends HaloyException {
        private static final long serialVersionUID = 1L;

        NotAddedException(String message) {
            super(message);
        }
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
