package dev.haloy.operate;

/** Hears what goes on in a tunnel, on the World's loop: be quick and never block. Nothing is said about what goes through it. */
public interface TunnelListener {
    /** Does not care. */
    TunnelListener NONE = new TunnelListener() {};

    /** A program on this machine was connected with the container. Nothing by default. */
    default void connected() {}

    /** A program on this machine could not be connected with the container, and was turned away. Nothing by default. */
    default void refused(String why) {}

    /** A connection has ended. Nothing by default. */
    default void disconnected() {}
}
