package dev.haloy.embedded.script;

import java.util.List;

/** Decides what becomes of commands in the containers of an app. Called on the thread of the time line. */
@FunctionalInterface
public interface ExecScript {
    /**
     * Runs a command.
     *
     * @param command program and arguments, at least one element
     * @param containerId 64 hex digits
     */
    ExecResult run(List<String> command, String containerId);
}
