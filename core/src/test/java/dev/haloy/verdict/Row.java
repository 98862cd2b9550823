package dev.haloy.verdict;

/** One row of a table: what was seen, and what follows from it. */
record Row(String promise, Attempt seen, String judged) {
    static Row row(String promise, Attempt seen, String judged) {
        return new Row(promise, seen, judged);
    }

    @Override
    public String toString() {
        return promise;
    }
}
