package dev.haloy.embedded.wire;

/** One server as its fronts see it. */
@FunctionalInterface
public interface WireService {
    /** Takes a complete request on the thread of the time line; the answer may come now or later on the same thread. */
    void handle(WireRequest request, WireAnswer answer);

    /**
     * Takes a request whose body is still to come. A service that answers before the end of the body has not looked at
     * the rest of it. By default the body is put together and the request handled when it is complete.
     *
     * @param head with an empty body
     * @return where the body goes; a front that has seen an answer begin need not deliver all of it
     */
    default WireBody begin(WireRequest head, WireAnswer answer) {
        return WireBody.collect(body -> handle(head.withBody(body), answer));
    }
}
