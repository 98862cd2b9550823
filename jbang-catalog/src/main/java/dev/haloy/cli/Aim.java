package dev.haloy.cli;

/** What a run is for, in the words of its first and its last line. */
enum Aim {
    /** A new version. */
    DEPLOY("deploying", "target runs its new version", "targets run their new version"),
    /** What ran before. */
    ROLLBACK(
            "bringing back an earlier version of",
            "target runs its earlier version",
            "targets run their earlier version");

    private final String doing;
    private final String reachedByOne;
    private final String reachedByMany;

    Aim(String doing, String reachedByOne, String reachedByMany) {
        this.doing = doing;
        this.reachedByOne = reachedByOne;
        this.reachedByMany = reachedByMany;
    }

    String doing() {
        return doing;
    }

    String reached(long targets) {
        return Count.of(targets, reachedByOne, reachedByMany);
    }
}
