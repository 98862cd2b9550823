package dev.haloy.embedded.daemon;

/** What a version of the daemon knows: the number of its beta, or everything for development builds. */
record Dialect(String version, int beta) {
    private static final String PREFIX = "v0.1.0-beta.";

    static Dialect of(String version) {
        if (version.startsWith("dev")) {
            return new Dialect(version, Integer.MAX_VALUE);
        }
        if (!version.startsWith(PREFIX)) {
            throw new IllegalArgumentException("Unknown version " + version + "; expected dev... or " + PREFIX + "NN");
        }
        return new Dialect(version, Integer.parseInt(version.substring(PREFIX.length())));
    }

    boolean since(int number) {
        return beta >= number;
    }
}
