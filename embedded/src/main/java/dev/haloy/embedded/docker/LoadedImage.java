package dev.haloy.embedded.docker;

import java.util.List;

/**
 * An image that was uploaded and loaded.
 *
 * @param names references it got
 * @param config digest of its configuration, {@code sha256:…}
 * @param layers digests of its layers as they were uploaded, lowest first
 * @param bytes how large its layers are together
 */
public record LoadedImage(List<String> names, String config, List<String> layers, long bytes) {}
