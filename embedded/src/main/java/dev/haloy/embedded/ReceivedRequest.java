package dev.haloy.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haloy.embedded.fault.FaultyWire;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** A request that a client sent to an embedded server. Its text form shows neither headers nor body. */
public final class ReceivedRequest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final FaultyWire.Seen seen;
    private final int status;
    private final byte[] body;
    private final long length;

    ReceivedRequest(FaultyWire.Seen seen) {
        this.seen = seen;
        this.status = seen.status();
        this.body = seen.body();
        this.length = seen.bodyLength();
    }

    /** For example {@code POST}. */
    public String method() {
        return seen.request().method();
    }

    /** Path and query as sent. */
    public String target() {
        return seen.request().target();
    }

    /** When it was sent. */
    public Instant at() {
        return seen.at();
    }

    /** The status the client got; empty if it got none, or none yet. */
    public OptionalInt status() {
        return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
    }

    /** The body as text; empty if there was none, and for uploads of layers and images, which are not kept. */
    public String body() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** How many bytes of the body have come by, those of uploads included. */
    public long bodyLength() {
        return length;
    }

    /**
     * One value of a JSON body, as text.
     *
     * @param pointer a JSON pointer, for example {@code /targetConfig/name}
     * @return empty if the body is no JSON or has nothing there
     */
    public Optional<String> json(String pointer) {
        try {
            JsonNode node = MAPPER.readTree(body()).at(pointer);
            return node.isMissingNode() ? Optional.empty() : Optional.of(node.asText(node.toString()));
        } catch (JsonProcessingException noJson) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return method() + " " + target() + " -> " + (status == 0 ? "no answer" : Integer.toString(status));
    }
}
