package dev.haloy.cli;

import dev.haloy.deploy.Plan;
import dev.haloy.deploy.SavedPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file with a plan in it. */
record PlanFile(Path path) {
    static PlanFile of(Path file, Session session) {
        return new PlanFile(session.world().environment().workingDirectory().resolve(file));
    }

    void write(Plan plan) {
        try {
            Files.writeString(path, plan.saved().toJson() + "\n");
        } catch (IOException e) {
            throw new UsageException("The plan cannot be written to " + path + ": " + e.getMessage());
        }
    }

    SavedPlan read() {
        try {
            return SavedPlan.parse(Files.readString(path));
        } catch (IOException e) {
            throw new UsageException("The plan " + path + " cannot be read: " + e.getMessage());
        }
    }
}
