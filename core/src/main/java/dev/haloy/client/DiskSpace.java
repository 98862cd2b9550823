package dev.haloy.client;

/**
 * Whether something fits on a server's disk.
 *
 * @param ok whether it does
 * @param path the folder with the least room
 * @param requiredBytes what must be free there, with the server's reserve
 * @param availableBytes what is free there
 */
public record DiskSpace(boolean ok, String path, long requiredBytes, long availableBytes) {}
