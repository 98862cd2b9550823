package dev.haloy;

import dev.haloy.world.World;

/** The servers that this machine has tokens for: the {@code client.yaml} of the configuration directory. */
public final class Servers {
    private final World world;

    Servers(World world) {
        this.world = world;
    }

    /** Which World's configuration directory is meant. */
    @Override
    public String toString() {
        return "Servers[" + world.environment().configDirectory() + "]";
    }
}
