package dev.haloy.examples;

/** A command that ran to its end. */
record Finished(String command, int status, String out, String err) {
    @Override
    public String toString() {
        return "$ " + command + "\n" + out + err + "-> " + status;
    }
}
