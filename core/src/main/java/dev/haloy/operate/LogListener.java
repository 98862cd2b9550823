package dev.haloy.operate;

import dev.haloy.client.ContainerLine;
import java.util.Optional;

/** Hears what containers print, on the World's loop: be quick and never block. */
@FunctionalInterface
public interface LogListener {
    /** A container of a target has printed a line. */
    void line(String target, ContainerLine line);

    /** The stream of a target broke and will be opened again; lines may be missing if it takes long. Nothing by default. */
    default void interrupted(String target, String why) {}

    /** There will be no more lines of a target; with a problem, because it cannot be followed. Nothing by default. */
    default void ended(String target, Optional<String> problem) {}
}
