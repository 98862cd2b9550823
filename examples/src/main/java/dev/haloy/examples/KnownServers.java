package dev.haloy.examples;

import dev.haloy.Haloy;
import dev.haloy.Servers;
import dev.haloy.client.ServerDirectory;
import dev.haloy.secret.Secret;
import java.util.List;

/** Keeps the tokens of servers, in the same place as the command line. */
public final class KnownServers {
    private KnownServers() {}

    /** Keeps the token of the first argument's server, which is the second argument, and lists what is known then. */
    public static void main(String... args) {
        run(Haloy.servers(), args[0], Secret.of(args[1])).forEach(System.out::println);
    }

    static List<ServerDirectory.Entry> run(Servers servers, String address, Secret token) {
        // tag::servers[]
        servers.replace(address, token);
        List<ServerDirectory.Entry> known = servers.list();
        // end::servers[]
        return known;
    }
}
