package dev.haloy.resolve;

import dev.haloy.internal.clientyaml.ClientYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Which variables hold tokens of servers, so that they are kept from programs that need none. */
final class TokenVariables {
    private static final String PREFIX = "HALOY_API_TOKEN";

    private final Set<String> listed;

    private TokenVariables(Set<String> listed) {
        this.listed = listed;
    }

    static TokenVariables in(Path clientDirectory) {
        Set<String> listed = new LinkedHashSet<>();
        try {
            Path file = clientDirectory.resolve("client.yaml");
            if (Files.isRegularFile(file)) {
                ClientYaml.parse(Files.readString(file)).servers().values().stream()
                        .flatMap(place -> place.variable().stream())
                        .forEach(listed::add);
            }
        } catch (IOException | ClientYaml.MalformedException e) {
            // Whoever needs a token from it says so; what it would list cannot be known.
            return new TokenVariables(Set.of());
        }
        return new TokenVariables(listed);
    }

    Map<String, String> removedFrom(Map<String, String> variables) {
        Map<String, String> rest = new LinkedHashMap<>(variables);
        rest.keySet().removeIf(name -> name.startsWith(PREFIX) || listed.contains(name));
        return rest;
    }
}
