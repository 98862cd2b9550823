package dev.haloy.matrix;

/** One fault at one request of a run, once or from then on. */
record Cell(Spot spot, Mishap mishap, boolean always) {
    @Override
    public String toString() {
        return mishap.words + " at " + spot + (always ? ", always" : ", once");
    }
}
