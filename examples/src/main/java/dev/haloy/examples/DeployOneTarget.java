package dev.haloy.examples;

import dev.haloy.Haloy;

/** Deploys one target. Ends with an error unless production runs the new version afterwards. */
public final class DeployOneTarget {
    private DeployOneTarget() {}

    /** Deploys production. */
    public static void main(String... args) {
        // tag::deploy[]
        Haloy.load("haloy.yaml").target("production").deploy();
        // end::deploy[]
    }
}
