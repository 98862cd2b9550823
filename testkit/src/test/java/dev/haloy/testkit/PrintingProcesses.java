package dev.haloy.testkit;

import dev.haloy.world.ProcessRunner;
import dev.haloy.world.World;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Programs that end at once, as a function of their arguments says. */
record PrintingProcesses(Function<List<String>, Finished> programs) implements ProcessRunner {
    static World world(Function<List<String>, Finished> programs) {
        return World.builder().processes(new PrintingProcesses(programs)).build();
    }

    @Override
    public CompletableFuture<Integer> run(Command command, OutputListener output) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<Finished> capture(Command command, int maxBytes) {
        return CompletableFuture.completedFuture(programs.apply(command.arguments()));
    }
}
