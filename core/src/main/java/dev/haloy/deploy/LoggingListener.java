package dev.haloy.deploy;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Writes what happens in runs to a {@link System.Logger}, and so to whatever the application logs with.
 *
 * <pre>{@code
 * project.onEachRun(LoggingListener.to(System.getLogger("deployments")))
 * }</pre>
 *
 * <p>Every event is one record of one line; it begins with the run's id and, if it is about one, the target. Levels:
 *
 * <ul>
 *   <li>{@code ERROR}: a target or run that did not end as asked, a hook, build, transfer or push that failed
 *   <li>{@code WARNING}: what a person should know although the run goes on, repetitions, and what servers warn or complain of
 *   <li>{@code INFO}: the beginning and the end of runs and targets, requests that were accepted, images that were built, sent or pushed
 *   <li>{@code DEBUG}: everything on the way: servers that answered, hooks, waiting, what servers say
 *   <li>{@code TRACE}: every line that a hook, a build or a push prints, and the progress of transfers
 * </ul>
 *
 * <p>Nothing that it writes holds a secret of the run. It is called on the run's thread: a logger that waits for a disk or a network holds
 * all runs up.
 */
public final class LoggingListener implements Consumer<DeployEvent> {
    private final Logger logger;
    private String run = "";

    private LoggingListener(Logger logger) {
        this.logger = logger;
    }

    /** A listener for each run, all writing to this logger. */
    public static Supplier<Consumer<DeployEvent>> to(Logger logger) {
        return () -> new LoggingListener(logger);
    }

    @Override
    public void accept(DeployEvent event) {
        if (event instanceof DeployEvent.RunStarted started) {
            run = "run " + started.runId() + ": ";
        }
        Level level = level(event);
        if (logger.isLoggable(level)) {
            String about = event.target().map(target -> target + ": ").orElse("");
            logger.log(level, run + about + oneLine(LoggedWords.of(event)));
        }
    }

    /** What a server or a program says must not look like a record of its own. */
    private static String oneLine(String text) {
        return text.strip().replaceAll("\\R", " | ").replaceAll("\\p{Cntrl}", "?");
    }

    private static Level level(DeployEvent event) {
        if (problem(event).isPresent()) {
            return Level.ERROR;
        } else if (event instanceof DeployEvent.TargetFinished finished) {
            return Outcomes.isTrouble(finished.outcome()) ? Level.ERROR : Level.INFO;
        } else if (event instanceof DeployEvent.RunFinished finished) {
            return finished.result().isDone() ? Level.INFO : Level.ERROR;
        } else if (event instanceof DeployEvent.Warned || event instanceof DeployEvent.RetryScheduled) {
            return Level.WARNING;
        } else if (event instanceof DeployEvent.ServerSaid said) {
            return said.level().equals("INFO") ? Level.DEBUG : Level.WARNING;
        } else if (isOutput(event)) {
            return Level.TRACE;
        }
        return isMilestone(event) ? Level.INFO : Level.DEBUG;
    }

    /** Why a step failed, if that is what an event tells. */
    static Optional<String> problem(DeployEvent event) {
        if (event instanceof DeployEvent.HookFinished hook) {
            return hook.problem();
        } else if (event instanceof DeployEvent.BuildFinished build) {
            return build.problem();
        } else if (event instanceof DeployEvent.TransferFinished transfer) {
            return transfer.problem();
        } else if (event instanceof DeployEvent.PushFinished push) {
            return push.problem();
        }
        return Optional.empty();
    }

    private static boolean isOutput(DeployEvent event) {
        return event instanceof DeployEvent.HookOutput
                || event instanceof DeployEvent.BuildOutput
                || event instanceof DeployEvent.PushOutput
                || event instanceof DeployEvent.TransferProgress;
    }

    private static boolean isMilestone(DeployEvent event) {
        return event instanceof DeployEvent.RunStarted
                || event instanceof DeployEvent.TargetStarted
                || event instanceof DeployEvent.GoingBack
                || event instanceof DeployEvent.DeploymentAccepted
                || event instanceof DeployEvent.BuildFinished
                || event instanceof DeployEvent.TransferFinished
                || event instanceof DeployEvent.PushFinished;
    }
}
