package dev.haloy.deploy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far a run has come as a whole. Immutable.
 *
 * @param preDone how many global hooks before have ended
 * @param postDone how many global hooks after have ended
 * @param hook the global hook that is running
 * @param wave the newest wave that was opened, from 0
 * @param problems what went wrong outside of any target
 * @param cancelled whether the run was cancelled
 * @param since when it began, or was gone on with
 */
record Course(
        int preDone,
        int postDone,
        Optional<HookRef> hook,
        int wave,
        List<String> problems,
        boolean cancelled,
        Instant since) {
    static final Course NONE = new Course(0, 0, Optional.empty(), 0, List.of(), false, Instant.MAX);

    Course began(Instant at) {
        return new Course(preDone, postDone, hook, wave, problems, cancelled, at);
    }

    Course hookBegan(HookRef begun) {
        return new Course(preDone, postDone, Optional.of(begun), wave, problems, cancelled, since);
    }

    Course hookEnded(Fact.HookEnded fact) {
        int pre = fact.hook().stage() == HookRef.Stage.GLOBAL_PRE ? 1 : 0;
        Course ended =
                new Course(preDone + pre, postDone + 1 - pre, Optional.empty(), wave, problems, cancelled, since);
        return fact.problem().map(ended::problem).orElse(ended);
    }

    Course problem(String text) {
        List<String> more = Stream.concat(problems.stream(), Stream.of(text)).toList();
        return new Course(preDone, postDone, hook, wave, more, cancelled, since);
    }

    Course nextWave() {
        return new Course(preDone, postDone, hook, wave + 1, problems, cancelled, since);
    }

    Course cancel() {
        return new Course(preDone, postDone, hook, wave, problems, true, since);
    }

    /** Goes on: a hook that was running is not run again. */
    Course resumed(Instant at) {
        Course idle = new Course(preDone, postDone, Optional.empty(), wave, problems, false, at);
        return hook.map(TargetState::interrupted).map(idle::problem).orElse(idle);
    }
}
