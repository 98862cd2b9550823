package dev.haloy.embedded.script;

import java.util.List;

/** A command that was run in a container, whether or not somebody got its result. */
public record ExecutedCommand(String containerId, List<String> command, ExecResult result) {}
