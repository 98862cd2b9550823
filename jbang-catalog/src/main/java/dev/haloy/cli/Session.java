package dev.haloy.cli;

import dev.haloy.world.World;

/**
 * What one call of the command line works with.
 *
 * @param world everything outside the program
 * @param console its streams
 * @param interrupts who may stop it
 */
record Session(World world, Console console, Interrupts interrupts) {
    /** The same on another console. */
    Session on(Console other) {
        return new Session(world, other, interrupts);
    }
}
