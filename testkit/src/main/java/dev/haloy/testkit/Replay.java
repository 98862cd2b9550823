package dev.haloy.testkit;

import dev.haloy.deploy.Incident;
import dev.haloy.deploy.Incident.Part;
import dev.haloy.verdict.Outcome;
import java.util.List;
import javax.lang.model.SourceVersion;

/**
 * From incident to test: what others did in a real run, as a JUnit test that lets embedded servers do the same and expects the same
 * outcomes.
 *
 * <pre>{@code
 * Incident incident = new Runs(world.runs()).incident(runId);
 * Files.writeString(file, Replay.asTest(incident, "LostAnswerTest"));
 * }</pre>
 *
 * <p>The test stands on its own: it describes an app with the same shape, because a journal knows neither the configuration nor any command or
 * secret. Times are those of embedded servers, so what depends on a race may end otherwise.
 */
public final class Replay {
    private Replay() {}

    /**
     * The source of a test.
     *
     * @param className a Java name for its class, without a package
     * @throws IllegalArgumentException if that is no name for a class, or if the run cannot be replayed: it was interrupted, or ended in
     *     a way that depended on somebody else's deployment or on rolling back
     */
    public static String asTest(Incident incident, String className) {
        if (!SourceVersion.isName(className) || className.contains(".")) {
            throw new IllegalArgumentException("'" + className + "' is not a name for a class");
        }
        incident.targets().forEach(Replay::requireReplayable);
        return new ReplaySource(incident).of(className);
    }

    private static void requireReplayable(Part part) {
        List<Class<? extends Outcome>> possible =
                List.of(Outcome.Deployed.class, Outcome.Failed.class, Outcome.Skipped.class, Outcome.Unknown.class);
        String outcome = part.outcome().map(Outcome::summary).orElse("has no outcome, as the run was interrupted");
        boolean replayable =
                part.outcome().map(Outcome::getClass).filter(possible::contains).isPresent()
                        && !part.outcome()
                                .filter(new Outcome.Skipped(Outcome.Reason.CANCELLED)::equals)
                                .isPresent();
        if (!replayable) {
            throw new IllegalArgumentException("target '" + part.target() + "' cannot be replayed: " + outcome);
        }
    }
}
