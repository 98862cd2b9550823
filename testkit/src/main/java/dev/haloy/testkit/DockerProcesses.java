package dev.haloy.testkit;

import dev.haloy.world.ProcessRunner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A docker program that goes as {@link TestDocker} says; other programs go their own way. */
final class DockerProcesses implements ProcessRunner {
    private static final String ENGINE = "28.0.0\n";

    private final TestDocker docker;
    private final ProcessRunner others;

    DockerProcesses(TestDocker docker, ProcessRunner others) {
        this.docker = docker;
        this.others = others;
    }

    @Override
    public CompletableFuture<Integer> run(Command command, OutputListener output) {
        if (!docker.takes(command)) {
            return others.run(command, output);
        }
        Optional<String> failure = docker.start(command);
        failure.ifPresent(line -> output.line(true, line));
        return CompletableFuture.completedFuture(failure.isPresent() ? 1 : 0);
    }

    @Override
    public CompletableFuture<Finished> capture(Command command, int maxBytes) {
        if (!docker.takes(command)) {
            return others.capture(command, maxBytes);
        }
        Optional<String> failure = docker.start(command);
        String output = docker.image(command).map(SavedImage::inspected).orElse(ENGINE);
        return CompletableFuture.completedFuture(
                failure.map(line -> new Finished(1, "", line)).orElseGet(() -> new Finished(0, output, "")));
    }

    @Override
    public CompletableFuture<Finished> capture(Command command, byte[] input, int maxBytes) {
        return docker.takes(command) ? capture(command, maxBytes) : others.capture(command, input, maxBytes);
    }

    @Override
    public InputStream open(Command command) throws IOException {
        if (!docker.takes(command)) {
            return others.open(command);
        }
        docker.start(command);
        return new ByteArrayInputStream(docker.image(command)
                .orElseThrow(() -> new IOException("there is no such image in this test"))
                .archive());
    }
}
