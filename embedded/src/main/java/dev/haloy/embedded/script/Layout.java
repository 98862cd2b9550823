package dev.haloy.embedded.script;

import java.util.List;
import java.util.Optional;

/**
 * How many containers of a version there are, and whose visitors they serve. Immutable.
 *
 * <pre>{@code
 * servers.at("prod.example.com").app("shop").running("v1", replicas(2).serving("shop.example.com"));
 * }</pre>
 */
public final class Layout {
    private final int replicas;
    private final Optional<List<String>> domains;

    private Layout(int replicas, Optional<List<String>> domains) {
        this.replicas = replicas;
        this.domains = domains;
    }

    /**
     * That many containers, which serve {@code app.example.test} unless {@link #serving} says otherwise.
     *
     * @throws IllegalArgumentException if the number is not positive
     */
    public static Layout replicas(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("a version that runs has at least one container, not " + number);
        }
        return new Layout(number, Optional.empty());
    }

    /** The same for these domains; without any, nobody visits the app. */
    public Layout serving(String... names) {
        return new Layout(replicas, Optional.of(List.of(names)));
    }

    /** How many containers. */
    public int replicas() {
        return replicas;
    }

    /** The domains, if anything was said about them. */
    public Optional<List<String>> domains() {
        return domains;
    }

    @Override
    public String toString() {
        return replicas
                + (replicas == 1 ? " container" : " containers")
                + domains.map(names -> names.isEmpty() ? " without domains" : " for " + String.join(", ", names))
                        .orElse("");
    }
}
