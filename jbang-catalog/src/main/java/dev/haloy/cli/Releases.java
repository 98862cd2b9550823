package dev.haloy.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haloy.error.HaloyException;
import dev.haloy.world.World;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * Where to ask for the newest release of this program, if somebody has said where: this program knows no such place by itself.
 */
final class Releases {
    static final String VARIABLE = "HALOY_RELEASES";
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final World world;

    Releases(World world) {
        this.world = world;
    }

    /** Nobody could say which release is the newest. */
    static final class UnknownException extends HaloyException {
        private static final long serialVersionUID = 1L;

        UnknownException(String message) {
            super(message);
        }
    }

    /**
     * The newest release, from an answer that is a version or a JSON object with one in {@code tag_name} or {@code version}.
     *
     * @return empty if nobody has said where to ask
     * @throws UnknownException if the answer is neither, or there is none
     */
    Optional<Version> newest() {
        return world.environment().variable(VARIABLE).map(address -> {
            HttpResponse<String> answer = ask(address);
            if (answer.statusCode() != 200) {
                throw new UnknownException(address + " answered with status " + answer.statusCode() + ".");
            }
            return Version.parse(version(answer.body()))
                    .orElseThrow(() -> new UnknownException(address + " answered without a version."));
        });
    }

    private HttpResponse<String> ask(String address) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                    .timeout(PATIENCE)
                    .header("Accept", "application/json, text/plain")
                    .build();
            return world.await(world.http().sendAsync(request, BodyHandlers.ofString()));
        } catch (IllegalArgumentException e) {
            throw new UsageException(VARIABLE + " is not the address of a page: " + address);
        } catch (CompletionException e) {
            throw new UnknownException(address + " cannot be reached: " + e.getCause());
        }
    }

    private static String version(String body) {
        if (!body.stripLeading().startsWith("{")) {
            return body.lines().findFirst().orElse("");
        }
        JsonNode json = Json.parse(body);
        return json.path("tag_name").asText(json.path("version").asText(""));
    }
}
