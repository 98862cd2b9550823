package dev.haloy.embedded.wire;

/** A service that wants to see each request before its body, and the body piece by piece. */
@FunctionalInterface
public interface BodyService extends WireService {
    @Override
    WireBody begin(WireRequest head, WireAnswer answer);

    @Override
    default void handle(WireRequest request, WireAnswer answer) {
        WireBody body = begin(request.withBody(new byte[0]), answer);
        if (request.body().length > 0) {
            body.piece(request.body());
        }
        body.end();
    }
}
