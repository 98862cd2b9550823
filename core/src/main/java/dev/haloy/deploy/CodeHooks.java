package dev.haloy.deploy;

import dev.haloy.deploy.RunSpec.TargetSpec;
import dev.haloy.verdict.Outcome;
import dev.haloy.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Runs hooks in code, on threads that may block. */
final class CodeHooks {
    private final World world;
    private final RunContext context;
    private final DeployPolicy policy;
    private final List<Hook> hooks;

    CodeHooks(World world, RunContext context, DeployPolicy policy, List<Hook> hooks) {
        this.world = world;
        this.context = context;
        this.policy = policy;
        this.hooks = hooks;
    }

    /** Runs a hook; its end is reported as a fact, whatever it is. The answer interrupts it. */
    Runnable start(HookRef ref, RunState state, Reporter reporter) {
        Optional<Hook> found = find(ref);
        if (found.isEmpty()) {
            Optional<String> problem = Optional.of("is code that this process was not given");
            world.loop().execute(() -> end(ref, problem, reporter));
            return () -> {};
        }
        return start(found.get(), ref, state, reporter);
    }

    private Runnable start(Hook hook, HookRef ref, RunState state, Reporter reporter) {
        Duration limit = hook.limit(policy);
        Task task = new Task(hook, contextOf(ref, state));
        Future<?> timer = world.loop().schedule(() -> task.cancel(true), limit.toNanos(), TimeUnit.NANOSECONDS);
        task.end.thenRunAsync(
                () -> {
                    timer.cancel(false);
                    end(ref, task.problem(limit), reporter);
                },
                world.loop());
        task.goOn(hook.executor(world.blocking()));
        return () -> {
            timer.cancel(false);
            task.cancel(true);
        };
    }

    private void end(HookRef ref, Optional<String> problem, Reporter reporter) {
        Optional<String> told = problem.map(what -> context.mask().redact(ref + " " + what));
        reporter.finish(new Fact.HookEnded(world.clock().instant(), ref, told));
    }

    private Optional<Hook> find(HookRef ref) {
        return hooks.stream()
                .filter(hook -> hook.stage() == ref.stage()
                        && ref.code().filter(hook.name()::equals).isPresent())
                .findFirst();
    }

    private HookContext contextOf(HookRef ref, RunState state) {
        String runId = state.spec().runId();
        if (ref.target().isEmpty()) {
            List<String> targets =
                    state.spec().targets().stream().map(TargetSpec::key).toList();
            return new HookContext.OfRun(runId, targets);
        }
        TargetState target = state.target(ref.target().get()).orElseThrow();
        String key = TargetSpec.written(target.spec.key());
        String image = context.mask()
                .redact(RunContext.image(context.target(key).target().image()));
        HookContext.OfTarget around = new HookContext.OfTarget(
                runId, key, target.spec.app(), target.spec.server(), image, target.evidence.id());
        return ref.stage().isAfterwards() ? around.with(outcome(target, state)) : around;
    }

    /** Taking a target back has no outcome of its own for people: it is told together with what it takes back. */
    private static Outcome outcome(TargetState target, RunState state) {
        Optional<Outcome> together =
                target.spec.undoes() ? state.outcome(TargetSpec.written(target.spec.key())) : target.outcome;
        return together.orElseThrow();
    }

    /** A hook that runs, or will when a thread is free. */
    private static final class Task extends FutureTask<Boolean> {
        final CompletableFuture<Void> end = new CompletableFuture<>();

        Task(Hook hook, HookContext at) {
            super(() -> {
                hook.run(at);
                return true;
            });
        }

        void goOn(Executor executor) {
            try {
                executor.execute(this::runAndClear);
            } catch (RejectedExecutionException e) {
                setException(e);
            }
        }

        /** The interrupt was for the hook, and must not reach what the thread does next. */
        private void runAndClear() {
            run();
            if (isCancelled()) {
                Thread.interrupted();
            }
        }

        @Override
        protected void done() {
            end.complete(null);
        }

        Optional<String> problem(Duration limit) {
            try {
                get();
                return Optional.empty();
            } catch (CancellationException e) {
                return Optional.of("was stopped after " + limit.toSeconds() + " s");
            } catch (ExecutionException e) {
                return Optional.of("failed: " + words(Objects.requireNonNullElse(e.getCause(), e)));
            } catch (InterruptedException e) {
                throw new IllegalStateException("a hook that has ended is waited for", e);
            }
        }

        private static String words(Throwable cause) {
            String name = cause.getClass().getSimpleName();
            return cause.getMessage() == null ? name : name + ": " + cause.getMessage();
        }
    }
}
