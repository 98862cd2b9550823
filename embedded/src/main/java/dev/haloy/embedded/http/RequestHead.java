package dev.haloy.embedded.http;

import java.util.List;
import java.util.Map;

/**
 * Everything about a request but its body.
 *
 * @param http11 false for a client that speaks HTTP/1.0
 * @param keepAlive whether the client wants to go on using the connection
 * @param bodyLength {@link #CHUNKED} or the number of bytes
 * @param expectsContinue whether the client waits for a {@code 100} before it sends the body
 */
record RequestHead(
        String method,
        String target,
        boolean http11,
        Map<String, List<String>> headers,
        boolean keepAlive,
        long bodyLength,
        boolean expectsContinue) {
    static final long CHUNKED = -1;

    /** The same request of a client whose connection will not be used again. */
    RequestHead withoutKeepAlive() {
        return new RequestHead(method, target, http11, headers, false, bodyLength, expectsContinue);
    }
}
