package dev.haloy.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.haloy.client.RegistryLogin;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** Lists the accounts of servers. */
@Command(
        name = "list",
        header = "List the accounts that servers pull images with.",
        description = "Never shows a password.")
final class RegistryListCommand extends RegistryTask {
    RegistryListCommand(Session session) {
        super("server registry list", session);
    }

    @Override
    int run() {
        return show(servers.chosen(session()).registries(), RegistryListCommand::text, (node, logins) -> {
            ArrayNode array = node.putArray("registries");
            logins.forEach(
                    login -> array.addObject().put("registry", login.registry()).put("username", login.username()));
        });
    }

    private static String text(List<RegistryLogin> logins) {
        return logins.isEmpty()
                ? "no account"
                : logins.stream()
                        .map(login -> login.registry() + " as " + login.username())
                        .collect(Collectors.joining("\n"));
    }
}
