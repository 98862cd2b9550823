package dev.haloy.cli;

import dev.haloy.deploy.DeployEvent;
import dev.haloy.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Shows a run while it happens: one line per event, and on a terminal below them what goes on for each target and for how
 * long.
 */
final class ConsoleRenderer implements Consumer<DeployEvent>, AutoCloseable {
    private static final long TICK_MILLIS = 500;

    private final Screen screen;
    private final EventLines words;
    private final Repeats repeats = new Repeats();
    private final LiveLines goingOn;
    private final World world;
    private final OutputOptions.Loudness loudness;
    private final Optional<ScheduledFuture<?>> ticks;
    private final Instant start;

    /**
     * Shows a run of this World.
     *
     * @param live whether lines can be rewritten
     * @param loudness how much is shown
     * @param words what is said about events
     */
    ConsoleRenderer(Screen screen, World world, boolean live, OutputOptions.Loudness loudness, EventLines words) {
        this.screen = screen;
        this.words = words;
        this.world = world;
        this.loudness = loudness;
        this.start = world.clock().instant();
        this.goingOn = new LiveLines(start);
        this.ticks = live && loudness != OutputOptions.Loudness.QUIET
                ? Optional.of(
                        world.loop().scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS))
                : Optional.empty();
    }

    @Override
    public synchronized void accept(DeployEvent event) {
        for (ProgressLine line : words.of(event)) {
            if (loudness != OutputOptions.Loudness.QUIET || line.isTrouble()) {
                repeats.shown(line).forEach(each -> screen.print(each, stamp(event)));
            }
        }
        goingOn.accept(event);
        tick();
    }

    private String stamp(DeployEvent event) {
        return loudness == OutputOptions.Loudness.VERBOSE
                ? String.format(
                        Locale.ROOT,
                        "%7.1fs ",
                        Duration.between(start, event.at()).toMillis() / 1000.0)
                : "";
    }

    private synchronized void tick() {
        if (ticks.isPresent()) {
            screen.status(goingOn.lines(world.clock().instant()));
        }
    }

    @Override
    public synchronized void close() {
        ticks.ifPresent(each -> each.cancel(false));
        screen.erase();
    }
}
