package dev.haloy.deploy;

import dev.haloy.client.Calls;
import dev.haloy.deploy.HookRef.Stage;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.world.ProcessRunner;
import dev.haloy.world.World;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs hooks: commands of the configuration, on this machine, in a shell, with the run's context in their environment; and those in code. */
final class Hooks {
    private final World world;
    private final DeployRequest request;
    private final RunContext context;
    private final CodeHooks code;
    private final Duration limit;
    private final Mask redactor;
    private final Consumer<DeployEvent> listener;

    Hooks(
            World world,
            DeployRequest request,
            RunContext context,
            CodeHooks code,
            Duration limit,
            Consumer<DeployEvent> listener) {
        this.world = world;
        this.request = request;
        this.context = context;
        this.code = code;
        this.limit = limit;
        this.redactor = context.mask();
        this.listener = listener;
    }

    /** The command of a hook. */
    String command(HookRef hook) {
        return commands(hook).get(hook.index());
    }

    /** What a hook is, for people: its command without secrets, or its name. */
    String shown(HookRef hook) {
        return hook.code().orElseGet(() -> redactor.redact(command(hook)));
    }

    /** Runs a hook; its end is reported as a fact, whatever it is. The answer kills a command with everything it has started, and interrupts code. */
    Runnable start(HookRef hook, RunState state, Reporter reporter) {
        reporter.report(new Fact.HookIntended(world.clock().instant(), hook));
        if (hook.code().isPresent()) {
            return code.start(hook, state, reporter);
        }
        ProcessRunner.Command command = new ProcessRunner.Command(
                Shell.running(command(hook), world), request.directory(), environment(hook, state));
        CompletableFuture<Integer> running = world.processes()
                .run(command, (isError, line) -> world.loop().execute(() -> told(hook, isError, line)));
        Future<?> timer = world.loop().schedule(() -> running.cancel(true), limit.toNanos(), TimeUnit.NANOSECONDS);
        running.handleAsync(
                (status, failure) -> {
                    timer.cancel(false);
                    Optional<String> problem = problem(hook, status, failure);
                    reporter.finish(new Fact.HookEnded(world.clock().instant(), hook, problem));
                    return null;
                },
                world.loop());
        return () -> {
            timer.cancel(false);
            running.cancel(true);
        };
    }

    private void told(HookRef hook, boolean isError, String line) {
        listener.accept(
                new DeployEvent.HookOutput(world.clock().instant(), hook.written(), isError, redactor.redact(line)));
    }

    private Optional<String> problem(HookRef hook, @Nullable Integer status, @Nullable Throwable failure) {
        String name = hook + " '" + shown(hook) + "'";
        if (failure != null) {
            Throwable cause = Calls.cause(failure);
            return Optional.of(
                    cause instanceof CancellationException
                            ? name + " was stopped after " + limit.toSeconds() + " s"
                            : name + " could not be started: " + redactor.redact(String.valueOf(cause.getMessage())));
        }
        return status != null && status == 0
                ? Optional.empty()
                : Optional.of(name + " ended with exit status " + status);
    }

    private List<String> commands(HookRef hook) {
        if (hook.stage() == Stage.GLOBAL_PRE) {
            return request.globalPreDeploy();
        }
        if (hook.stage() == Stage.GLOBAL_POST) {
            return request.globalPostDeploy();
        }
        ReadyTarget target = context.target(hook.target().orElseThrow());
        return hook.stage() == Stage.PRE
                ? target.target().preDeploy()
                : target.target().postDeploy();
    }

    private Map<String, String> environment(HookRef hook, RunState state) {
        Map<String, String> variables = new LinkedHashMap<>(hook.target()
                .map(key -> context.target(key).hookEnvironment())
                .orElse(request.environment())
                .variables());
        variables.put("HALOY_RUN_ID", state.spec().runId());
        hook.target().map(context::target).ifPresent(ready -> {
            variables.put("HALOY_TARGET", ready.target().key());
            variables.put("HALOY_APP", ready.target().name());
            variables.put("HALOY_SERVER", ready.target().server().key());
            variables.put("HALOY_IMAGE", RunContext.image(ready.target().image()));
            state.target(ready.target().key())
                    .flatMap(target -> target.evidence.id())
                    .ifPresent(id -> variables.put("HALOY_DEPLOYMENT_ID", id.value()));
        });
        return variables;
    }
}
