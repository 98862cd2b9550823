package dev.haloy.deploy;

import java.util.Locale;
import java.util.Optional;

/** Says events in a few words for a log. Where and in which run is said before them. */
final class LoggedWords {
    private LoggedWords() {}

    static String of(DeployEvent event) {
        if (event instanceof DeployEvent.RunStarted e) {
            return "began with " + String.join(", ", e.targets());
        } else if (event instanceof DeployEvent.RunFinished e) {
            return finished(e.result());
        } else if (event instanceof DeployEvent.TargetStarted e) {
            return "began on " + e.server();
        } else if (event instanceof DeployEvent.TargetFinished e) {
            return e.outcome().summary();
        } else if (event instanceof DeployEvent.DeploymentAccepted e) {
            return "accepted as " + e.id();
        } else if (event instanceof DeployEvent.GoingBack e) {
            return "going back to " + e.to();
        } else if (event instanceof DeployEvent.Warned e) {
            return e.message();
        } else if (event instanceof DeployEvent.RetryScheduled e) {
            return e.what() + " failed (" + e.reason() + "); attempt " + e.attempt() + " in "
                    + e.delay().toMillis() + " ms";
        } else if (event instanceof DeployEvent.Waiting e) {
            return "waits for " + e.duration().toMillis() + " ms: " + e.reason();
        } else if (event instanceof DeployEvent.ServerChecked e) {
            return e.server() + " runs haloyd " + e.version();
        } else if (event instanceof DeployEvent.ServerSaid e) {
            return "server: " + e.message()
                    + Optional.ofNullable(e.fields().get("error"))
                            .map(error -> ": " + error)
                            .orElse("");
        }
        return ofStep(event);
    }

    private static String finished(DeployResult result) {
        String end = result.cancelled() ? "cancelled" : result.isDone() ? "done" : "not done";
        long deployed = result.succeeded().size();
        String problems = result.runProblems().isEmpty() ? "" : "; " + String.join("; ", result.runProblems());
        return String.format(
                Locale.ROOT,
                "%s after %d ms, %d of %d targets deployed%s",
                end,
                result.took().toMillis(),
                deployed,
                result.targets().size(),
                problems);
    }

    private static String ofStep(DeployEvent event) {
        if (event instanceof DeployEvent.HookStarted e) {
            return e.hook() + " '" + e.command() + "' began";
        } else if (event instanceof DeployEvent.HookFinished e) {
            return ended(e.hook() + " '" + e.command() + "'", "ended", e);
        } else if (event instanceof DeployEvent.HookOutput e) {
            return "hook: " + e.line();
        } else if (event instanceof DeployEvent.BuildStarted e) {
            return "build of " + e.image() + " began";
        } else if (event instanceof DeployEvent.BuildFinished e) {
            return ended("image " + e.image(), "was built", e);
        } else if (event instanceof DeployEvent.BuildOutput e) {
            return "build of " + e.image() + ": " + e.line();
        } else if (event instanceof DeployEvent.TransferStarted e) {
            return "transfer of " + e.image() + " to " + e.server() + " began";
        } else if (event instanceof DeployEvent.TransferFinished e) {
            String sent = "was sent to " + e.server() + ", " + e.bytesSent() + " bytes";
            return ended("image " + e.image(), sent, e);
        } else if (event instanceof DeployEvent.TransferProgress e) {
            return "transfer of " + e.image() + " to " + e.server() + ": " + e.bytes() + " bytes";
        } else if (event instanceof DeployEvent.PushStarted e) {
            return "push of " + e.image() + " to " + e.registry() + " began";
        } else if (event instanceof DeployEvent.PushFinished e) {
            return ended("image " + e.image(), "was pushed to " + e.registry(), e);
        } else if (event instanceof DeployEvent.PushOutput e) {
            return "push of " + e.image() + ": " + e.line();
        }
        return event.toString();
    }

    private static String ended(String what, String good, DeployEvent event) {
        return LoggingListener.problem(event)
                .map(problem -> what + " failed: " + problem)
                .orElse(what + " " + good);
    }
}
