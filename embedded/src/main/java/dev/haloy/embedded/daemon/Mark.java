package dev.haloy.embedded.daemon;

/** The flags an entry can carry. */
enum Mark {
    NONE,
    SUCCESS,
    FAILURE,
    STARTED_UP;

    boolean endsDeployment() {
        return this == SUCCESS || this == FAILURE;
    }
}
