package dev.haloy.embedded.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request as the model sees it, whichever front it came through.
 *
 * @param method as sent, for example {@code POST}
 * @param target path and query as sent, not decoded
 * @param headers values by lower-case name
 * @param body the whole body; empty when there was none
 * @param peer the client's address, the key of the rate limits
 */
public record WireRequest(String method, String target, Map<String, List<String>> headers, byte[] body, String peer) {
    /** The same request with another body. */
    public WireRequest withBody(byte[] other) {
        return new WireRequest(method, target, headers, other, peer);
    }

    /** The first value of a header, given by its lower-case name. */
    public Optional<String> header(String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }
}
