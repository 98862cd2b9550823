package dev.haloy.cli;

import dev.haloy.Haloy;
import dev.haloy.config.ServerAddress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Forgets a server. */
@Command(name = "delete", header = "Forget a server and its token.", description = "What runs there is not touched.")
final class ServerDeleteCommand extends Task {
    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Parameters(index = "0", paramLabel = "SERVER", description = "Its address.")
    private String server = "";

    ServerDeleteCommand(Session session) {
        super("server delete", session);
    }

    @Override
    boolean answersInJson() {
        return output.json();
    }

    @Override
    int run() {
        ServerAddress address = Addresses.parse(server);
        boolean known = Haloy.servers(session().world()).delete(address.key());
        int exit = known ? ExitStatus.DONE : ExitStatus.FAILED;
        if (output.json()) {
            answer(Json.object("server delete")
                    .put("exitStatus", exit)
                    .put("server", address.key())
                    .put("deleted", known));
        } else if (!known) {
            say(Style.Tone.ERROR, address + " is not known here; haloy server list shows those that are");
        } else if (!output.quiet()) {
            say(Style.Tone.SUCCESS, "deleted " + address);
        }
        return exit;
    }
}
