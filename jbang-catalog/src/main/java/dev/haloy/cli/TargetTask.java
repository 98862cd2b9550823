package dev.haloy.cli;

import dev.haloy.Project;
import picocli.CommandLine.Mixin;

/** A command about targets of a configuration. */
abstract class TargetTask extends Task {
    @Mixin
    final ConfigOption config = new ConfigOption();

    @Mixin
    final TargetOptions targets = new TargetOptions();

    @Mixin
    final OutputOptions output = new OutputOptions();

    TargetTask(String name, Session session) {
        super(name, session);
    }

    @Override
    final boolean answersInJson() {
        return output.json();
    }

    /** Reads the configuration. */
    final Project project() {
        return config.load(session());
    }
}
