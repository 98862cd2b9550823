package dev.haloy.resolve;

import dev.haloy.config.ServerAddress;
import dev.haloy.error.KeyPath;
import dev.haloy.error.Problem;
import java.util.Optional;
import java.util.function.Consumer;

/** The server's address. */
final class ServerRules {
    private static final KeyPath SERVER = KeyPath.of("server");

    private ServerRules() {}

    static void check(Draft draft, ResolveOptions options, Consumer<Problem> findings) {
        Site site = draft.site();
        String written = draft.settings().server().orElse(Defaults.SERVER);
        if (options.requireServer() && !site.isWritten(SERVER)) {
            findings.accept(site.error("V4", SERVER, "no server is given", "add server"));
            return;
        }
        try {
            ServerAddress address = ServerAddress.parse(written);
            if (written.strip().startsWith("http://") && !address.isLocal()) {
                findings.accept(site.warning(
                        "7.1",
                        SERVER,
                        "http:// is ignored: this server is spoken to over HTTPS",
                        "leave the scheme out"));
            }
        } catch (IllegalArgumentException e) {
            findings.accept(site.error(
                    "7.1", SERVER, Optional.ofNullable(e.getMessage()).orElse("not an address")));
        }
    }
}
