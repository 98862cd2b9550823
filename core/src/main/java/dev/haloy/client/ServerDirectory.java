package dev.haloy.client;

/** Placeholder: the real one (client.yaml and tokens) is on branch resolve. */
public final class ServerDirectory {}
