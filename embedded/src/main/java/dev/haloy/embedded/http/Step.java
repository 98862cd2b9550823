package dev.haloy.embedded.http;

/** How far reading a request has come. */
sealed interface Step {
    /** All bytes are used up and more are needed. */
    enum More implements Step {
        MORE
    }

    /** The headers are complete, the body follows. */
    record HeadRead(RequestHead head) implements Step {}

    /** The next bytes of the body. */
    record Piece(byte[] bytes) implements Step {}

    /** The request is complete. */
    enum Complete implements Step {
        COMPLETE
    }

    /** This is no request, and nothing after it can be one. */
    record Refused(Refusal refusal) implements Step {}
}
