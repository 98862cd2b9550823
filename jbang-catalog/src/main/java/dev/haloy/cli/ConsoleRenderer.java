package dev.haloy.cli;

import dev.haloy.deploy.DeployEvent;
import dev.haloy.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Shows a run while it happens: one line per event, and on a terminal a line below that says for how long what has been
 * going on.
 */
final class ConsoleRenderer implements Consumer<DeployEvent>, AutoCloseable {
    private static final long TICK_MILLIS = 500;

    private final Screen screen;
    private final EventLines words;
    private final World world;
    private final boolean quiet;
    private final Map<String, String> goingOn = new LinkedHashMap<>();
    private final Optional<ScheduledFuture<?>> ticks;
    private final Instant start;

    /**
     * Shows a run of this World.
     *
     * @param live whether lines can be rewritten
     * @param quiet whether only trouble is shown
     */
    ConsoleRenderer(Screen screen, World world, boolean live, boolean quiet, boolean serverLogs) {
        this.screen = screen;
        this.words = new EventLines(serverLogs);
        this.world = world;
        this.quiet = quiet;
        this.start = world.clock().instant();
        this.ticks = live && !quiet
                ? Optional.of(
                        world.loop().scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS))
                : Optional.empty();
    }

    @Override
    public synchronized void accept(DeployEvent event) {
        for (ProgressLine line : words.of(event)) {
            if (!quiet || line.isTrouble()) {
                screen.print(line);
            }
        }
        remember(event);
        tick();
    }

    private void remember(DeployEvent event) {
        String who = event.target().orElse("");
        if (event instanceof DeployEvent.HookStarted hook) {
            goingOn.put(who, hook.hook());
        } else if (event instanceof DeployEvent.HookFinished || event instanceof DeployEvent.TargetFinished) {
            goingOn.remove(who);
        } else if (event instanceof DeployEvent.TargetStarted) {
            goingOn.put(who, "starting");
        } else if (event instanceof DeployEvent.DeploymentAccepted) {
            goingOn.put(who, "deploying");
        } else if (event instanceof DeployEvent.Waiting) {
            goingOn.put(who, "waiting");
        } else if (event instanceof DeployEvent.BuildStarted build) {
            goingOn.put(build.image(), "building");
        } else if (event instanceof DeployEvent.BuildFinished build) {
            goingOn.remove(build.image());
        } else if (event instanceof DeployEvent.PushStarted push) {
            goingOn.put(push.image(), "pushing");
        } else if (event instanceof DeployEvent.PushFinished push) {
            goingOn.remove(push.image());
        } else if (event instanceof DeployEvent.TransferProgress progress) {
            goingOn.put(progress.server(), ImageLines.progress(progress));
        } else if (event instanceof DeployEvent.TransferFinished transfer) {
            goingOn.remove(transfer.server());
        } else if (event instanceof DeployEvent.RunFinished) {
            goingOn.clear();
        }
    }

    private synchronized void tick() {
        if (ticks.isEmpty() || goingOn.isEmpty()) {
            screen.erase();
            return;
        }
        Duration elapsed = Duration.between(start, world.clock().instant());
        screen.status(elapsed.toSeconds() + "s  "
                + goingOn.entrySet().stream()
                        .map(each -> (each.getKey().isEmpty() ? "" : each.getKey() + ": ") + each.getValue())
                        .collect(Collectors.joining(" · ")));
    }

    @Override
    public void close() {
        ticks.ifPresent(each -> each.cancel(false));
        screen.erase();
    }
}
