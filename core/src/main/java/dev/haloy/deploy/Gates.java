package dev.haloy.deploy;

import dev.haloy.client.Calls;
import dev.haloy.deploy.Gate.Answer;
import dev.haloy.world.ProcessRunner;
import dev.haloy.world.World;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks the gates between waves. */
final class Gates {
    private final World world;
    private final DeployRequest request;
    private final DeployPolicy policy;
    private final Mask redactor;
    private final Consumer<DeployEvent> listener;

    Gates(World world, DeployRequest request, DeployPolicy policy, RunContext context, Consumer<DeployEvent> listener) {
        this.world = world;
        this.request = request;
        this.policy = policy;
        this.redactor = context.mask();
        this.listener = listener;
    }

    /** Asks a gate; its answer is reported as a fact, whatever it is. The returned task stops asking. */
    Runnable start(Activity.AskGate ask, RunState state, Reporter reporter) {
        reporter.report(new GateFact.GateAsked(now(), ask.wave(), ask.gate()));
        Gate gate = policy.gates().get(ask.gate());
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        Attempt attempt = ask(gate, context(ask, state), answer);
        Future<?> timer = gate instanceof Gate.Soak soak
                ? after(soak.time().toNanos(), () -> answer.complete(Answer.open()))
                : after(
                        gate.limit().toNanos(),
                        () -> answer.completeExceptionally(new TimeoutException(attempt.last())));
        answer.handleAsync(
                (given, failure) -> {
                    timer.cancel(false);
                    attempt.stop();
                    Optional<String> refusal = refusal(gate, given, failure).map(redactor::redact);
                    reporter.finish(new GateFact.GateAnswered(now(), ask.wave(), ask.gate(), refusal));
                    return null;
                },
                world.loop());
        return () -> {
            timer.cancel(false);
            attempt.stop();
        };
    }

    /** A gate that is being asked. */
    interface Attempt {
        void stop();

        /** What was seen last, if that says anything; begins with a separator. */
        default String last() {
            return "";
        }
    }

    private Future<?> after(long nanos, Runnable task) {
        return world.loop().schedule(task, nanos, TimeUnit.NANOSECONDS);
    }

    private Instant now() {
        return world.clock().instant();
    }

    private static Optional<String> refusal(Gate gate, @Nullable Answer given, @Nullable Throwable failure) {
        if (failure != null) {
            Throwable cause = Calls.cause(failure);
            return Optional.of(
                    cause instanceof TimeoutException
                            ? "it has not opened within " + gate.limit().toSeconds() + " s" + cause.getMessage()
                            : "it could not be asked: " + cause.getMessage());
        }
        return given == null
                ? Optional.of("it gave no answer")
                : Optional.of(given).filter(said -> !said.opens()).map(Answer::reason);
    }

    private Attempt ask(Gate gate, Gate.Context context, CompletableFuture<Answer> answer) {
        if (gate instanceof Gate.Asking asking) {
            return question(asking.question(), context, answer);
        } else if (gate instanceof Gate.Command command) {
            return command(command, context, answer);
        } else if (gate instanceof Gate.Probe probe) {
            Probing probing = new Probing(world, probe, policy.callTimeout(), answer);
            probing.ask();
            return probing;
        }
        return () -> {};
    }

    private Attempt question(Gate.Question question, Gate.Context context, CompletableFuture<Answer> answer) {
        CompletableFuture<CompletionStage<Answer>> asked = new CompletableFuture<>();
        try {
            world.blocking().execute(() -> {
                try {
                    CompletionStage<Answer> stage = question.ask(context);
                    asked.complete(stage);
                    stage.whenComplete((given, failure) -> {
                        if (failure != null) {
                            answer.completeExceptionally(failure);
                        } else {
                            answer.complete(given);
                        }
                    });
                } catch (RuntimeException e) {
                    answer.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(e);
        }
        return () -> asked.thenAccept(stage -> stage.toCompletableFuture().cancel(true));
    }

    private Attempt command(Gate.Command gate, Gate.Context context, CompletableFuture<Answer> answer) {
        ProcessRunner.Command command = new ProcessRunner.Command(
                Shell.running(gate.command(), world), request.directory(), environment(context));
        CompletableFuture<Integer> running = world.processes()
                .run(command, (isError, line) -> world.loop().execute(() -> told(gate, isError, line)));
        running.handleAsync(
                (status, failure) -> {
                    if (failure != null) {
                        answer.completeExceptionally(failure);
                    } else {
                        answer.complete(
                                status == 0 ? Answer.open() : Answer.refuse("it ended with exit status " + status));
                    }
                    return null;
                },
                world.loop());
        return () -> {
            if (!running.isDone()) {
                running.cancel(true);
            }
        };
    }

    private void told(Gate gate, boolean isError, String line) {
        listener.accept(
                new DeployEvent.GateOutput(now(), redactor.redact(gate.name()), isError, redactor.redact(line)));
    }

    /** What global hooks see, but for what is secret in this run, and where the run is. */
    private Map<String, String> environment(Gate.Context context) {
        Map<String, String> variables = new LinkedHashMap<>();
        request.environment().variables().forEach((name, value) -> {
            if (redactor.redact(value).equals(value)) {
                variables.put(name, value);
            }
        });
        variables.put("HALOY_RUN_ID", context.runId());
        variables.put("HALOY_WAVE", Integer.toString(context.wave()));
        variables.put("HALOY_WAVES", Integer.toString(context.waves()));
        List<String> deployed = context.results().stream()
                .filter(TargetResult::isDeployed)
                .map(TargetResult::target)
                .toList();
        variables.put("HALOY_TARGETS", String.join(",", deployed));
        variables.put("HALOY_NEXT_TARGETS", String.join(",", context.next()));
        return variables;
    }

    private static Gate.Context context(Activity.AskGate ask, RunState state) {
        List<List<String>> waves = state.spec().layout().waves();
        return new Gate.Context(
                state.spec().runId(), ask.wave() + 1, waves.size(), Results.soFar(state), waves.get(ask.wave() + 1));
    }
}
