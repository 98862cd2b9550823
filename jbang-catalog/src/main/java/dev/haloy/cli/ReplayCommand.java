package dev.haloy.cli;

import dev.haloy.deploy.Incident;
import dev.haloy.deploy.Runs;
import dev.haloy.testkit.Replay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** From incident to test. */
@Command(
        name = "replay",
        header = "Turn a run into a JUnit test in which the servers do the same again.",
        description = {
            "The journal of the run says what the servers did: answers that got lost, versions that were not",
            "healthy, daemons that restarted. The test lets embedded servers do that, and expects the same",
            "outcomes. It needs dev.haloy:haloy-testkit, and holds neither commands nor secrets."
        },
        footer = {
            "",
            "Example:",
            "  haloy replay 01kdvdna02ev26s02jvamsgjpy --as-test --out src/test/java/LostAnswerTest.java"
        })
final class ReplayCommand extends Task {
    @Parameters(paramLabel = "RUN", description = "The run, as haloy runs lists it.")
    private String runId = "";

    @Option(names = "--as-test", order = 1, required = true, description = "Write a JUnit test.")
    @SuppressWarnings("UnusedVariable") // The only form there is yet; said so that others can be added.
    private boolean asTest;

    @Option(
            names = "--out",
            order = 2,
            paramLabel = "FILE",
            description = "The file, named like its class; standard output by default.")
    private Optional<Path> out = Optional.empty();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    ReplayCommand(Session session) {
        super("replay", session);
    }

    @Override
    boolean answersInJson() {
        return output.json();
    }

    @Override
    int run() {
        Incident incident = new Runs(session().world().runs()).incident(runId);
        String source = source(incident);
        out.ifPresent(file -> write(file, source));
        if (output.json()) {
            answer(Json.object("replay")
                    .put("runId", runId)
                    .put("source", source)
                    .put("exitStatus", ExitStatus.DONE));
        } else if (out.isEmpty()) {
            console().out().print(source);
            console().out().flush();
        }
        return ExitStatus.DONE;
    }

    private String source(Incident incident) {
        try {
            return Replay.asTest(incident, className());
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private String className() {
        return out.map(file -> String.valueOf(file.getFileName()).replaceFirst("\\.java$", ""))
                .orElse("IncidentTest");
    }

    private void write(Path file, String source) {
        Path path = session().world().environment().workingDirectory().resolve(file);
        try {
            Files.writeString(path, source);
        } catch (IOException e) {
            throw new UsageException("The test cannot be written to " + path + ": " + e.getMessage());
        }
    }
}
