package dev.haloy.client;

/**
 * One line that a container has printed, to whichever of its outputs.
 *
 * @param containerId 64 hexadecimal digits
 * @param line the line as it was printed; may steer a terminal
 */
public record ContainerLine(String containerId, String line) {
    /** The beginning of the id, as Docker shows it. */
    public String shortId() {
        return containerId.substring(0, Math.min(containerId.length(), 12));
    }
}
