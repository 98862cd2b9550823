package dev.haloy.embedded;

/**
 * The version of an app that runs on a server.
 *
 * @param image the reference that was asked for
 * @param tag the tag of that reference
 * @param replicas how many of its containers are up
 */
public record RunningVersion(String deploymentId, String image, String tag, int replicas) {}
