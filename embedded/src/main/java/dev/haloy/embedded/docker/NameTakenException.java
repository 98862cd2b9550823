package dev.haloy.embedded.docker;

/** Another container has this name already. */
public final class NameTakenException extends Exception {
    private static final long serialVersionUID = 1L;

    NameTakenException(String name) {
        super("a container named " + name + " exists already");
    }
}
