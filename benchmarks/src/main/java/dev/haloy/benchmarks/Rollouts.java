package dev.haloy.benchmarks;

import dev.haloy.config.ConfigLoader;
import dev.haloy.config.LoadedConfig;
import dev.haloy.config.LoadedConfig.Format;
import dev.haloy.embedded.script.Behaviour;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Configurations that can be deployed: one app on each of some servers. It has no domain, so that nothing
 * waits for the proxy and one run may follow another at once.
 */
final class Rollouts {
    static final String APP = "shop";
    static final Behaviour BEHAVIOUR = Behaviour.healthy();

    private Rollouts() {}

    /** Addresses of servers in memory. */
    static String[] addresses(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "server-" + i + ".example.com")
                .toArray(String[]::new);
    }

    /** A target for each server. */
    static String yaml(List<String> servers) {
        return servers.stream()
                .map(server -> "  target-" + server.replaceAll("[^a-z0-9]", "-") + ":\n    server: " + server + "\n")
                .collect(Collectors.joining(
                        "", "name: " + APP + "\nimage: {repository: ghcr.io/acme/shop, tag: v2}\ntargets:\n", ""));
    }

    /** The same, loaded. */
    static LoadedConfig loaded(List<String> servers) {
        return parsed(yaml(servers));
    }

    static LoadedConfig parsed(String yaml) {
        return ConfigLoader.parse(
                yaml, Format.YAML, "haloy.yaml", Path.of("").toAbsolutePath());
    }
}
