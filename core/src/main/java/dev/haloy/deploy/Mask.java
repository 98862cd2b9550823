package dev.haloy.deploy;

/** Takes the secrets that a run knows by now out of a text. */
@FunctionalInterface
interface Mask {
    String redact(String text);
}
