package dev.haloy.benchmarks;

import dev.haloy.config.ConfigLoader;
import dev.haloy.config.LoadedConfig;
import dev.haloy.config.LoadedConfig.Format;
import dev.haloy.embedded.script.Behaviour;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Configurations that can be deployed: one app with a domain on each of some servers. */
final class Rollouts {
    static final String APP = "shop";
    static final Behaviour TWO_SECONDS = Behaviour.healthy().pullTakes(Duration.ofMillis(1_700));

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
                        "",
                        "name: " + APP + "\nimage: {repository: shop, tag: v2}\ndomains: [{domain: shop.example.com}]\n"
                                + "targets:\n",
                        ""));
    }

    /** The same, loaded. */
    static LoadedConfig loaded(List<String> servers) {
        return ConfigLoader.parse(
                yaml(servers), Format.YAML, "haloy.yaml", Path.of("").toAbsolutePath());
    }
}
