package dev.haloy.deploy;

import dev.haloy.deploy.HookRef.Stage;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * A hook in code, beside the commands of the configuration: a name, a place in the run, and what to do there.
 *
 * <pre>{@code
 * project.withHook(Hook.preDeploy("migrate", at -> migrations.apply(at.target())).only("production"))
 *        .withHook(Hook.onFailure("page", at -> pager.page(at.target() + ": " + at.outcome().summary())))
 * }</pre>
 *
 * <p>Hooks of one place run one after another, the commands of the configuration first, then these in the order they were given.
 * They run on a thread that may block, never on the run's own; see {@link #on(Executor)}. One that takes longer than {@link
 * DeployPolicy#hookTimeout}, or than its own limit, is interrupted and counts as failed, and so is one whose run is cancelled.
 * What does not heed the interrupt goes on unwatched.
 *
 * <p>A hook before or after a deployment that throws fails the target, or the run, like a command with an exit status other than 0.
 * What a hook after a failure, or after going back, throws is told by {@link DeployEvent.HookFinished} and changes nothing.
 *
 * <p>The journal of a run remembers hooks by place and name, and none is run twice: not when it was running when the process died
 * either. In a process that resumes a run and was not given the hook, its place fails and says so.
 *
 * <p>Immutable and safe to share; the code is called by as many threads as there are targets at work.
 */
public final class Hook {
    private final Stage stage;
    private final String name;
    private final Code<? extends HookContext> code;
    private final List<String> targets;
    private final Optional<Duration> limit;
    private final Optional<Executor> executor;

    private Hook(
            Stage stage,
            String name,
            Code<? extends HookContext> code,
            List<String> targets,
            Optional<Duration> limit,
            Optional<Executor> executor) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a hook needs a name, for people and for the journal");
        }
        this.stage = stage;
        this.name = name;
        this.code = code;
        this.targets = targets;
        this.limit = limit;
        this.executor = executor;
    }

    private static Hook of(Stage stage, String name, Code<? extends HookContext> code) {
        return new Hook(stage, name, code, List.of(), Optional.empty(), Optional.empty());
    }

    /**
     * What a hook does.
     *
     * @param <C> what it is told
     */
    @FunctionalInterface
    public interface Code<C extends HookContext> {
        /**
         * Does it.
         *
         * @throws Exception if it could not be done
         */
        void run(C at) throws Exception;
    }

    /** Runs once before anything is built or sent; if it throws, nothing is. */
    public static Hook globalPreDeploy(String name, Code<HookContext.OfRun> code) {
        return of(Stage.GLOBAL_PRE, name, code);
    }

    /** Runs before the request for each target; if it throws, the target fails and nothing is sent to its server. */
    public static Hook preDeploy(String name, Code<HookContext.OfTarget> code) {
        return of(Stage.PRE, name, code);
    }

    /** Runs once a target's new version is confirmed; if it throws, the target counts as failed, and the new version runs. */
    public static Hook postDeploy(String name, Code<HookContext.OfTarget> code) {
        return of(Stage.POST, name, code);
    }

    /** Runs once after everything, if every target was deployed; if it throws, that is a problem of the run. */
    public static Hook globalPostDeploy(String name, Code<HookContext.OfRun> code) {
        return of(Stage.GLOBAL_POST, name, code);
    }

    /**
     * Runs for each target that has failed, was superseded, or whose end nobody knows; and once more if it could not be taken back
     * either. The run does not wait with going back for it, but ends only after it. Not for targets that were skipped, and not when the run is
     * cancelled.
     */
    public static Hook onFailure(String name, Code<HookContext.OfOutcome> code) {
        return of(Stage.ON_FAILURE, name, code);
    }

    /** Runs for each target that runs an earlier version again: because the run took it back, or because a rollback was asked for. */
    public static Hook onRollback(String name, Code<HookContext.OfOutcome> code) {
        return of(Stage.ON_ROLLBACK, name, code);
    }

    /**
     * The same for these targets only; by default it is for all of a run.
     *
     * @throws IllegalStateException if the hook is around the whole run
     */
    public Hook only(String... keys) {
        if (stage.isGlobal()) {
            throw new IllegalStateException(this + " is not a hook of single targets");
        }
        return new Hook(stage, name, code, List.of(keys), limit, executor);
    }

    /**
     * The same with a time limit of its own.
     *
     * @throws IllegalArgumentException unless it is positive
     */
    public Hook within(Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("the time limit of a hook must be positive, was " + time);
        }
        return new Hook(stage, name, code, targets, Optional.of(time), executor);
    }

    /**
     * The same on threads of this executor. By default hooks run on the World's threads for blocking work, of which the real World has
     * four for everything: hooks that take long, or that start runs themselves and wait for them, should bring their own.
     */
    public Hook on(Executor threads) {
        return new Hook(stage, name, code, targets, limit, Optional.of(threads));
    }

    /** A copy of a list of hooks that can be told apart by place and name. */
    static List<Hook> apart(List<Hook> hooks) {
        Set<String> names = new LinkedHashSet<>();
        for (Hook hook : hooks) {
            if (!names.add(hook.toString())) {
                throw new IllegalArgumentException(
                        "there is a hook " + hook + " already; the journal tells hooks apart by their names");
            }
        }
        return List.copyOf(hooks);
    }

    Stage stage() {
        return stage;
    }

    String name() {
        return name;
    }

    boolean concerns(String target) {
        return targets.isEmpty() || targets.contains(target);
    }

    Duration limit(DeployPolicy policy) {
        return limit.orElse(policy.hookTimeout());
    }

    Executor executor(Executor otherwise) {
        return executor.orElse(otherwise);
    }

    // The factories tie the kind of context to the stage.
    @SuppressWarnings("unchecked")
    void run(HookContext context) throws Exception {
        ((Code<HookContext>) code).run(context);
    }

    /** Its place and its name. */
    @Override
    public String toString() {
        return stage.key() + " '" + name + "'";
    }
}
