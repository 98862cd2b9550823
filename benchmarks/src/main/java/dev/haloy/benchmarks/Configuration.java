package dev.haloy.benchmarks;

import java.util.Locale;

/**
 * Configurations of any size. Every target says what targets of a real file say: a server, domains, replicas, a tag, and
 * variables of its own on top of those of the whole file.
 */
final class Configuration {
    private static final String TOP = """
            name: shop
            image:
              repository: ghcr.io/acme/shop
              tag: v1.2.3
            port: 8080
            health_check_path: /health
            env:
              - name: LOG_LEVEL
                value: info
              - name: REGION
                value: nowhere
              - name: FEATURES
                value: cart,search,reviews
            targets:
            """;

    private static final String TARGET = """
              target-$five:
                server: server-$five.example.com
                replicas: $one
                image:
                  tag: v1.2.$one
                domains:
                  - domain: shop-$five.example.com
                    aliases:
                      - www.shop-$five.example.com
                env:
                  - name: REGION
                    value: region-$five
                  - name: SHARD
                    value: "$five"
            """;

    private Configuration() {}

    /** YAML with this many targets, each on its own server. */
    static String yaml(int targets) {
        StringBuilder text = new StringBuilder(TOP);
        for (int i = 0; i < targets; i++) {
            text.append(TARGET.replace("$five", String.format(Locale.ROOT, "%05d", i))
                    .replace("$one", Integer.toString(1 + i % 5)));
        }
        return text.toString();
    }

    /** The key of one of its targets. */
    static String key(int index) {
        return String.format(Locale.ROOT, "target-%05d", index);
    }
}
