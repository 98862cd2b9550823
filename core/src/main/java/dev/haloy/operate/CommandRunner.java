package dev.haloy.operate;

import dev.haloy.client.ContainerChoice;
import dev.haloy.client.ExecResult;
import dev.haloy.client.Tokens;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.resolve.ResolvedTarget;
import dev.haloy.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Runs commands in containers. What goes wrong with one target hides nothing about the others. */
public final class CommandRunner {
    /** Servers allow a command a minute and answer at its end. */
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(90);

    private final World world;
    private final Tokens tokens;

    /** Works in this World, with these tokens. */
    public CommandRunner(World world, Tokens tokens) {
        this.world = world;
        this.tokens = tokens;
    }

    /**
     * Runs a command for all targets at the same time; answers in the given order. A command is never sent twice. Cancelling ends the
     * waiting; the command goes on.
     *
     * @param command program and arguments; no shell is involved
     */
    public CompletableFuture<List<TargetExec>> run(
            List<ReadyTarget> targets, List<String> command, ContainerChoice which) {
        Asking asking = Asking.in(world, CALL_TIMEOUT);
        List<String> words = List.copyOf(command);
        return asking.all(
                Door.ToTarget.of(targets, tokens),
                (client, door) ->
                        asking.send(door, () -> client.exec(door.target().name(), words, which)),
                (door, results) -> result(door.target(), results, Optional.empty()),
                (door, failure) -> result(door.target(), List.of(), Asking.problem(failure)));
    }

    private static TargetExec result(ResolvedTarget target, List<ExecResult> results, Optional<String> problem) {
        return new TargetExec(target.key(), target.name(), target.server().key(), results, problem);
    }
}
