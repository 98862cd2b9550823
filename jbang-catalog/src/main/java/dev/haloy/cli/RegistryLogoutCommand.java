package dev.haloy.cli;

import dev.haloy.operate.ServerAnswer;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes an account from servers. */
@Command(name = "logout", header = "Take the account of a registry from servers.")
final class RegistryLogoutCommand extends RegistryTask {
    @Parameters(index = "0", paramLabel = "REGISTRY", description = "Such as ghcr.io.")
    private String registry = "";

    RegistryLogoutCommand(Session session) {
        super("server registry logout", session);
    }

    @Override
    int run() {
        List<ServerAnswer<Boolean>> answers = servers.chosen(session()).logoutOfRegistry(registry).stream()
                .map(this::missing)
                .toList();
        return show(
                answers,
                had -> "has no account for " + registry + " any more",
                (node, had) -> node.put("removed", had));
    }

    private ServerAnswer<Boolean> missing(ServerAnswer<Boolean> answer) {
        return answer.value().filter(had -> !had).isEmpty()
                ? answer
                : new ServerAnswer<>(answer.server(), Optional.empty(), Optional.of("has no account for " + registry));
    }
}
