package dev.haloy.deploy;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The rules for looking at everything before anything is sent. Pure. */
final class LookRules {
    /** No server is kept busier than this by one run before anything is sent to it. */
    private static final int LOOKS_AT_ONCE = 2;

    private final RunState state;
    private final ImageRules images;

    LookRules(RunState state) {
        this.state = state;
        this.images = new ImageRules(state);
    }

    /** Whether servers have not yet said everything that is asked before anything is sent. */
    boolean isLooking() {
        return !state.isCancelled()
                && (images.isDockerToBeAsked() || state.targets().stream().anyMatch(this::isToBeLookedAt));
    }

    private boolean isToBeLookedAt(TargetState target) {
        if (target.isDecided() || target.spec.undoes() || target.problem.isPresent()) {
            return false;
        }
        ServerState server = state.server(target.spec.server());
        return server.problem.isEmpty()
                && (target.beforeAt.isEmpty()
                        || target.isToBeRestored()
                        || server.version.isEmpty()
                        || isHistoryToBeRead(target));
    }

    void want(Set<Activity> wanted) {
        if (images.isDockerToBeAsked()) {
            wanted.add(new Activity.AskDocker());
        }
        for (String server : state.serverKeys()) {
            looksAt(server).limit(LOOKS_AT_ONCE).forEach(wanted::add);
        }
    }

    /** What is still asked of a server, none of which needs the answer to another. */
    private Stream<Activity> looksAt(String server) {
        List<TargetState> open = state.on(server).filter(this::isToBeLookedAt).toList();
        Stream<Activity> version =
                !open.isEmpty() && state.server(server).version.isEmpty()
                        ? Stream.of(new Activity.ReadVersion(server))
                        : Stream.of();
        Stream<Activity> statuses = open.stream()
                .filter(target -> target.beforeAt.isEmpty())
                .map(target -> new Activity.ReadStatus(target.spec.key(), target.statusRound));
        return Stream.concat(Stream.concat(version, statuses), Stream.concat(histories(open), restorations(open)));
    }

    /** What could be gone back to matters to somebody who asks, and to a run that must be able to. */
    private boolean isHistoryToBeRead(TargetState target) {
        boolean matters = state.spec().lookOnly() || state.spec().policy().onFailure() == OnFailure.ROLL_BACK_ALL;
        return matters && WayBack.isOpen(target);
    }

    private Stream<Activity> histories(List<TargetState> open) {
        return open.stream()
                .filter(target -> target.beforeAt.isPresent() && isHistoryToBeRead(target))
                .map(target -> new Activity.ReadHistory(target.spec.key()));
    }

    /** An earlier version is looked for when it is known what runs now. */
    private static Stream<Activity> restorations(List<TargetState> open) {
        return open.stream()
                .filter(target -> target.beforeAt.isPresent() && target.isToBeRestored())
                .map(target -> new Activity.Restore(target.spec.key(), target.statusRound));
    }
}
