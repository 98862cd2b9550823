package dev.haloy.cli;

import dev.haloy.deploy.DeployEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What goes on in a run at a moment: a line for each target that something is done for, and one for the whole. */
final class LiveLines {
    private static final int MOST = 12;

    private final Map<String, Doing> doing = new LinkedHashMap<>();
    private Instant start;
    private int targets;
    private int done;

    /** What is done for a target, and since when anything is. */
    private record Doing(Instant since, String what) {}

    /** Lines of a run that begins at this moment. */
    LiveLines(Instant start) {
        this.start = start;
    }

    void accept(DeployEvent event) {
        if (event instanceof DeployEvent.RunStarted started) {
            start = started.at();
            targets = started.targets().size();
        } else if (event instanceof DeployEvent.TargetStarted) {
            does(event, "starting");
        } else if (event instanceof DeployEvent.HookStarted hook) {
            does(event, hook.hook() + " $ " + hook.command());
        } else if (event instanceof DeployEvent.Waiting waiting) {
            does(event, "waiting: " + waiting.reason());
        } else if (event instanceof DeployEvent.DeploymentAccepted) {
            does(event, "the server works on it");
        } else if (event instanceof DeployEvent.ServerSaid said) {
            said.target().filter(doing::containsKey).ifPresent(known -> does(said, said.message()));
        } else if (!isOfImage(event)) {
            ended(event);
        }
    }

    /** Images are on their way for several targets at once, and have lines of their own. */
    private boolean isOfImage(DeployEvent event) {
        if (event instanceof DeployEvent.BuildStarted build) {
            does(event, build.image(), "building");
        } else if (event instanceof DeployEvent.BuildFinished build) {
            doing.remove(build.image());
        } else if (event instanceof DeployEvent.PushStarted push) {
            does(event, push.image(), "pushing to " + push.registry());
        } else if (event instanceof DeployEvent.PushFinished push) {
            doing.remove(push.image());
        } else if (event instanceof DeployEvent.TransferStarted transfer) {
            does(event, transfer.server(), "is asked what it lacks of " + transfer.image());
        } else if (event instanceof DeployEvent.TransferProgress progress) {
            does(event, progress.server(), ImageLines.progress(progress, takenBy(progress.server(), event.at())));
        } else if (event instanceof DeployEvent.TransferFinished transfer) {
            doing.remove(transfer.server());
        } else {
            return false;
        }
        return true;
    }

    private void ended(DeployEvent event) {
        if (event instanceof DeployEvent.HookFinished && event.target().isEmpty()) {
            doing.remove("");
        } else if (event instanceof DeployEvent.TargetFinished) {
            doing.remove(event.target().orElse(""));
            done++;
        } else if (event instanceof DeployEvent.RunFinished) {
            doing.clear();
        }
    }

    /** Says what is done for somebody; the clock of a target starts with the first thing. */
    void does(DeployEvent event, String what) {
        does(event, event.target().orElse(""), what);
    }

    private void does(DeployEvent event, String who, String what) {
        doing.put(who, new Doing(event.at().minus(takenBy(who, event.at())), what));
    }

    private Duration takenBy(String who, Instant now) {
        return Optional.ofNullable(doing.get(who))
                .map(each -> Duration.between(each.since, now))
                .orElse(Duration.ZERO);
    }

    /** The lines of this moment; none if nothing goes on. */
    List<String> lines(Instant now) {
        if (doing.isEmpty()) {
            return List.of();
        }
        int names = doing.keySet().stream().mapToInt(Words::length).max().orElse(0);
        List<String> lines = new ArrayList<>();
        doing.forEach((who, each) -> {
            if (lines.size() < MOST) {
                String name = who + " ".repeat(names - Words.length(who)) + (names == 0 ? "" : "  ");
                lines.add(name + String.format("%5s", time(each.since, now)) + "  " + each.what);
            }
        });
        String more = doing.size() > MOST ? ", " + (doing.size() - MOST) + " more going on" : "";
        lines.add(time(start, now) + ", " + done + " of " + Count.of(targets, "target", "targets") + " done" + more);
        return lines;
    }

    private static String time(Instant from, Instant now) {
        return time(Duration.between(from, now));
    }

    /** {@code 59s}, {@code 1m05s}. */
    static String time(Duration time) {
        return time.toSeconds() < 60
                ? Math.max(0, time.toSeconds()) + "s"
                : time.toMinutes() + "m" + (time.toSecondsPart() < 10 ? "0" : "") + time.toSecondsPart() + "s";
    }
}
