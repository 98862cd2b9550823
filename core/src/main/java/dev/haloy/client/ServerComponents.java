package dev.haloy.client;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * The parts a server is made of.
 *
 * @param daemon the daemon
 * @param proxy its proxy; empty if it did not answer, or if the server is from before there was one
 * @param requiredGeneration the generation of proxies that the daemon needs
 * @param requiredSchema the schema version that the daemon needs its proxy to have
 */
public record ServerComponents(
        ServerVersion daemon, Optional<Proxy> proxy, OptionalInt requiredGeneration, OptionalInt requiredSchema) {
    /**
     * The proxy in front of the apps.
     *
     * @param version its version
     * @param generation its generation
     * @param schema the version of its schema
     * @param compatible whether the daemon can work with it, if it says
     */
    public record Proxy(String version, OptionalInt generation, OptionalInt schema, Optional<Boolean> compatible) {}
}
