package dev.haloy.embedded.daemon;

/** The headers that go with every answer of a route. */
public enum HeaderSet {
    /** Of ordinary routes. */
    PLAIN,
    /** Of routes that answer with a stream, also on their errors. */
    STREAM,
    /** Of routes that set none of their own; errors have what the HTTP library adds. */
    BARE
}
