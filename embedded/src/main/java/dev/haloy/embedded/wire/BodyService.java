package dev.haloy.embedded.wire;

/** One server that wants to see each request before its body, and the body piece by piece. */
@FunctionalInterface
public interface BodyService {
    /** As {@link WireService#begin}. */
    WireBody begin(WireRequest head, WireAnswer answer);

    /** The same server for a front; one that has a complete request hands it on in one piece. */
    default WireService forFronts() {
        return new WireService() {
            @Override
            public void handle(WireRequest request, WireAnswer answer) {
                WireBody body = begin(request.withBody(new byte[0]), answer);
                if (request.body().length > 0) {
                    body.piece(request.body());
                }
                body.end();
            }

            @Override
            public WireBody begin(WireRequest head, WireAnswer answer) {
                return BodyService.this.begin(head, answer);
            }
        };
    }
}
