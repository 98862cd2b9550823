package dev.haloy.deploy;

import dev.haloy.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Keeps going on what the state wants: starts what is missing, stops what is no longer wanted, and appends what
 * happened. Decides nothing. Everything happens on the World's loop.
 */
final class Runner {
    private final World world;
    private final Starter starter;
    private final Consumer<Fact> record;
    private final BiConsumer<Fact, RunState> listener;
    private final CompletableFuture<RunState> end = new CompletableFuture<>();
    private final Map<Activity, Going> going = new LinkedHashMap<>();
    private RunState state;
    private boolean stepScheduled;

    /**
     * A runner that goes on from a state.
     *
     * @param record takes every fact before anything is done about it
     * @param listener hears every fact with the state after it
     */
    Runner(World world, RunState from, Starter starter, Consumer<Fact> record, BiConsumer<Fact, RunState> listener) {
        this.world = world;
        this.starter = starter;
        this.record = record;
        this.listener = listener;
        this.state = from;
    }

    /** Starts an activity; the answer stops it. Stopping one that has ended does nothing. */
    @FunctionalInterface
    interface Starter {
        Runnable start(Activity activity, RunState state, Reporter reporter);
    }

    /** Begins with this fact; the future completes on the loop with the last state. */
    CompletableFuture<RunState> run(Function<Instant, Fact> first) {
        world.loop().execute(() -> append(first.apply(world.clock().instant())));
        return end;
    }

    /** Starts nothing new and stops watching. What servers have accepted goes on there. */
    void cancel() {
        world.loop().execute(() -> {
            if (!end.isDone()) {
                append(new Fact.Cancelled(world.clock().instant()));
            }
        });
    }

    private void append(Fact fact) {
        try {
            record.accept(fact);
            state = state.apply(fact);
            listener.accept(fact, state);
        } catch (RuntimeException e) {
            giveUp(e);
            return;
        }
        if (!stepScheduled) {
            stepScheduled = true;
            world.loop().execute(this::step);
        }
    }

    private void step() {
        stepScheduled = false;
        if (end.isDone()) {
            return;
        }
        try {
            Set<Activity> wanted = state.wanted();
            stopUnwanted(wanted);
            startMissing(wanted);
            if (wanted.isEmpty() && !stepScheduled) {
                end.complete(state);
            }
        } catch (RuntimeException e) {
            giveUp(e);
        }
    }

    private void stopUnwanted(Set<Activity> wanted) {
        for (Iterator<Map.Entry<Activity, Going>> all = going.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Activity, Going> one = all.next();
            if (!wanted.contains(one.getKey())) {
                all.remove();
                one.getValue().stop.run();
            }
        }
    }

    private void startMissing(Set<Activity> wanted) {
        for (Activity activity : wanted) {
            if (!going.containsKey(activity)) {
                Going started = new Going(activity);
                going.put(activity, started);
                started.stop = starter.start(activity, state, started);
            }
        }
    }

    /** A defect of ours must not leave streams and timers behind. */
    private void giveUp(RuntimeException defect) {
        new ArrayList<>(going.values()).forEach(one -> one.stop.run());
        going.clear();
        end.completeExceptionally(defect);
    }

    /** An activity that goes on. */
    private final class Going implements Reporter {
        private final Activity activity;
        private Runnable stop = () -> {};

        Going(Activity activity) {
            this.activity = activity;
        }

        @Override
        public void report(Fact fact) {
            if (going.get(activity) == this && !end.isDone()) {
                append(fact);
            }
        }

        @Override
        public void finish(Fact fact) {
            if (going.remove(activity, this) && !end.isDone()) {
                append(fact);
            }
        }
    }
}
