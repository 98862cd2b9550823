package dev.haloy.embedded.wire;

/** One server as its fronts see it. */
@FunctionalInterface
public interface WireService {
    /** Takes a complete request on the thread of the time line; the answer may come now or later on the same thread. */
    void handle(WireRequest request, WireAnswer answer);
}
