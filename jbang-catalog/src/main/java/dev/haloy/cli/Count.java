package dev.haloy.cli;

/** A number with its noun. */
final class Count {
    private Count() {}

    static String of(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
