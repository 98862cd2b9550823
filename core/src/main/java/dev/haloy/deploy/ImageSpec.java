package dev.haloy.deploy;

/**
 * How the image of a target gets to where its server finds it.
 *
 * @param reference the image's name
 * @param way how it travels
 * @param to the server or registry it goes to; registries with several logins are numbered
 * @param given whether the program has it already, so that nothing is built
 */
record ImageSpec(String reference, Way way, String to, boolean given) {
    enum Way {
        /** The server is this machine and shares its Docker engine. */
        SHARED,
        /** To the server itself. */
        SERVER,
        /** To a registry, where the server pulls it. */
        REGISTRY
    }

    boolean goes(String image, Way how, String where) {
        return reference.equals(image) && way == how && to.equals(where);
    }
}
