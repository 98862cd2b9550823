package dev.haloy.cli;

import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.EmbeddedHaloyds;
import dev.haloy.embedded.HaloydOptions;
import dev.haloy.embedded.http.HttpFront;
import dev.haloy.embedded.http.SelectorLoop;
import dev.haloy.embedded.wire.WireService;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Plays a server. */
@Command(
        name = "dev-server",
        header = "Play a server on this machine, without Docker.",
        description = {
            "An embedded haloyd takes deployments, reports their progress and answers what it runs, as a real one",
            "would, and says what it is asked and what it does. Nothing is really started. Ends with Ctrl-C."
        },
        footer = {"", "Example:", "  haloy dev-server --port 9922 --missing ghcr.io/my-org/my-app:broken"})
final class DevServerCommand extends Task {
    private static final int HIGHEST_PORT = 65_535;
    private static final int FAST = 10;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "9922",
            description = "The port; 0 takes any free one.")
    private int port;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "dev",
            description = "The token it asks for; dev by default.")
    private String token = "";

    @Option(names = "--missing", paramLabel = "IMAGE", description = "An image that cannot be pulled; may be repeated.")
    private List<String> missing = new ArrayList<>();

    @Option(
            names = "--unhealthy",
            paramLabel = "IMAGE",
            description = "An image that never becomes healthy; may be repeated.")
    private List<String> unhealthy = new ArrayList<>();

    @Option(
            names = "--fast",
            description = "Ten times faster: a deployment takes half a second. Log times are the server's own.")
    private boolean fast;

    DevServerCommand(Session session) {
        super("dev-server", session);
    }

    @Override
    boolean answersInJson() {
        return output.json();
    }

    @Override
    int run() {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new UsageException("--port wants a number from 0 to " + HIGHEST_PORT + ".");
        }
        SelectorLoop loop = new SelectorLoop(fast ? FAST : 1);
        try (EmbeddedHaloyds haloyds = EmbeddedHaloyds.on(loop)) {
            EmbeddedHaloyd haloyd = haloyds.add("localhost", token, HaloydOptions::housekeeping);
            missing.forEach(image -> haloyd.image(image).missing());
            unhealthy.forEach(image -> haloyd.image(image).unhealthy());
            try (HttpFront front = HttpFront.listen(loop, port, watched(haloyd, loop))) {
                introduce(front.port());
                waitForInterrupt();
            }
        }
        return ExitStatus.DONE;
    }

    private WireService watched(EmbeddedHaloyd haloyd, SelectorLoop loop) {
        return output.quiet() || output.json() ? haloyd.service() : new DevLog(haloyd, loop, this::say).start();
    }

    private void introduce(int listening) {
        if (output.json()) {
            answer(Json.object("dev-server").put("port", listening).put("address", "localhost:" + listening));
            return;
        }
        say(Style.Tone.SUCCESS, "listening on localhost:" + listening + ", token " + token);
        say(Style.Tone.INFO, "known to this machine after: haloy server add localhost:" + listening + " " + token);
    }

    @SuppressWarnings("try") // The watch is there to be closed.
    private void waitForInterrupt() {
        CountDownLatch end = new CountDownLatch(1);
        try (Interrupts.Watch watch = session().interrupts().onInterrupt(end::countDown)) {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }
}
