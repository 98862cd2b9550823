package dev.haloy.deploy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** How far a run has come as a whole. Changed only on a fresh copy, by {@link #with}. */
final class Course implements Cloneable {
    /** How many global hooks have ended, before and after. */
    int preDone;

    int postDone;
    private Optional<HookRef> hook = Optional.empty();

    /** The newest wave that was opened, from 0, and how many of the gates behind it have opened. */
    int wave;

    int gatesOpened;

    /** Why a gate has not opened. */
    Optional<String> refusal = Optional.empty();

    /** What went wrong outside of any target. */
    List<String> problems = List.of();

    boolean cancelled;

    /** When the run began, or was gone on with. */
    Instant since = Instant.MAX;

    Course with(Consumer<Course> change) {
        try {
            Course copy = (Course) clone();
            change.accept(copy);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    void hookBegan(HookRef begun) {
        hook = Optional.of(begun);
    }

    void hookEnded(Fact.HookEnded fact) {
        hook = Optional.empty();
        if (fact.hook().stage() == HookRef.Stage.GLOBAL_PRE) {
            preDone++;
        } else {
            postDone++;
        }
        fact.problem().ifPresent(this::problem);
    }

    void problem(String text) {
        problems = Stream.concat(problems.stream(), Stream.of(text)).toList();
    }

    void gateAnswered(String name, GateFact.GateAnswered fact) {
        if (fact.refusal().isPresent()) {
            refusal = Optional.of("gate '" + name + "': " + fact.refusal().get());
            problem("the gate '" + name + "' after wave " + (fact.wave() + 1) + " did not open: "
                    + fact.refusal().get());
        } else {
            gatesOpened++;
        }
    }

    void nextWave() {
        wave++;
        gatesOpened = 0;
    }

    /** Goes on: a hook that was running is not run again. */
    void resumed(Instant at) {
        hook.map(TargetState::interrupted).ifPresent(this::problem);
        hook = Optional.empty();
        cancelled = false;
        since = at;
    }
}
