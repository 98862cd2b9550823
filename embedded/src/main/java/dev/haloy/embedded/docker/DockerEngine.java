package dev.haloy.embedded.docker;

import dev.haloy.embedded.wire.TimeLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Containers and their events. Outlives the daemon; everything happens on the thread of the time line. */
public final class DockerEngine {
    private static final Duration LONG_ENOUGH_TO_FORGIVE = Duration.ofSeconds(10);
    private static final Duration RESTART_TAKES = Duration.ofMillis(200);
    private static final Duration STOP_GRACE = Duration.ofSeconds(20);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 60_000;

    private final TimeLine time;
    private final SplittableRandom ids;
    private final Images images = new Images();
    private final RegistryAccounts registries = new RegistryAccounts();
    private final Map<String, Container> containers = new LinkedHashMap<>();
    private final Map<String, String> volumes = new LinkedHashMap<>();
    private Consumer<DockerEvent> listener = event -> {};
    private Runnable watcher = () -> {};
    private boolean reachable = true;

    /** An engine without containers; {@code seed} decides the ids. */
    public DockerEngine(TimeLine time, long seed) {
        this.time = time;
        this.ids = new SplittableRandom(seed);
    }

    /** Images it has or can get. */
    public Images images() {
        return images;
    }

    /** Who may use the registries it pulls from. */
    public RegistryAccounts registries() {
        return registries;
    }

    /** Whether haloyd can talk to it. */
    public boolean isReachable() {
        return reachable;
    }

    /** Cuts the daemon off from the engine, or connects it again; containers are not touched. */
    public void reachable(boolean yes) {
        reachable = yes;
    }

    /** Events go to this listener, and to no other, from now on. */
    public void listen(Consumer<DockerEvent> newListener) {
        listener = newListener;
    }

    /** Runs this whenever a container goes up or down. */
    public void watch(Runnable newWatcher) {
        watcher = newWatcher;
    }

    /** All containers of an app, newest first, in whatever state. */
    public List<Container> containersOf(String app) {
        List<Container> found = new ArrayList<>();
        for (Container container : containers.values()) {
            if (container.spec().app().equals(app)) {
                found.add(0, container);
            }
        }
        return found;
    }

    /** All containers, oldest first. */
    public List<Container> containers() {
        return new ArrayList<>(containers.values());
    }

    /** Creates a container without starting it. */
    public Container create(ContainerSpec spec) throws NameTakenException {
        for (Container other : containers.values()) {
            if (other.spec().name().equals(spec.name())) {
                throw new NameTakenException(spec.name());
            }
        }
        Container container = new Container(newId(), spec);
        containers.put(container.id(), container);
        return container;
    }

    /** Starts a container now; false if it has been removed. */
    public boolean start(Container container) {
        if (container.state() == ContainerState.REMOVED) {
            return false;
        }
        startUnseen(container);
        publish(DockerEvent.Kind.START, container);
        container
                .spec()
                .behaviour()
                .crashesAfterMillis()
                .ifPresent(millis -> time.after(Duration.ofMillis(millis), crash(container, container.starts())));
        return true;
    }

    /** Starts a well-behaved container as if that had happened before anybody looked. */
    public void startUnseen(Container container) {
        container.started(time.instant());
        watcher.run();
    }

    private Runnable crash(Container container, int start) {
        return () -> {
            if (!container.isRunning() || container.starts() != start) {
                return;
            }
            if (container.hasRunFor(LONG_ENOUGH_TO_FORGIVE, time.instant())) {
                container.startsAgain();
            }
            become(container, ContainerState.RESTARTING);
            publish(DockerEvent.Kind.DIE, container);
            time.after(pause(container).plus(RESTART_TAKES), () -> restart(container));
        };
    }

    private static Duration pause(Container container) {
        int doublings = Math.min(20, Math.max(0, container.starts() - 1));
        return Duration.ofMillis(Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << doublings));
    }

    private void restart(Container container) {
        if (container.state() == ContainerState.RESTARTING) {
            start(container);
        }
    }

    /** Stops a container; {@code then} runs when it has exited. */
    public void stop(Container container, Runnable then) {
        if (container.state() == ContainerState.RESTARTING) {
            become(container, ContainerState.EXITED);
            publish(DockerEvent.Kind.STOP, container);
            then.run();
        } else if (container.isRunning()) {
            publish(DockerEvent.Kind.KILL, container);
            time.after(stopTime(container), () -> {
                exit(container);
                then.run();
            });
        } else {
            then.run();
        }
    }

    private static Duration stopTime(Container container) {
        Duration wanted = container.spec().behaviour().stopTime();
        return wanted.compareTo(STOP_GRACE) > 0 ? STOP_GRACE : wanted;
    }

    private void exit(Container container) {
        if (container.isRunning() || container.state() == ContainerState.RESTARTING) {
            become(container, ContainerState.EXITED);
            publish(DockerEvent.Kind.DIE, container);
            publish(DockerEvent.Kind.STOP, container);
        }
    }

    /** Removes a container by force. */
    public void remove(Container container) {
        boolean wasUp = container.isRunning();
        containers.remove(container.id());
        become(container, ContainerState.REMOVED);
        if (wasUp) {
            publish(DockerEvent.Kind.DIE, container);
        }
    }

    /** Creates a named volume with the label of an app; false if it is there already. */
    public boolean createVolume(String name, String app) {
        return volumes.putIfAbsent(name, app) == null;
    }

    /** Named volumes that carry the label of an app. */
    public List<String> volumesOf(String app) {
        List<String> names = new ArrayList<>();
        volumes.forEach((name, label) -> {
            if (label.equals(app)) {
                names.add(name);
            }
        });
        return names;
    }

    /** Removes a volume with what is in it. */
    public void removeVolume(String name) {
        volumes.remove(name);
    }

    /** The containers of an app that are listed as running, newest first. */
    public List<Container> runningOf(String app) {
        return containersOf(app).stream().filter(Container::isListedAsRunning).toList();
    }

    private void become(Container container, ContainerState next) {
        container.become(next);
        watcher.run();
    }

    private void publish(DockerEvent.Kind kind, Container container) {
        if (reachable) {
            listener.accept(new DockerEvent(kind, container));
        }
    }

    private String newId() {
        StringBuilder id = new StringBuilder(64);
        for (int i = 0; i < 4; i++) {
            String hex = Long.toHexString(ids.nextLong());
            id.append("0".repeat(16 - hex.length())).append(hex);
        }
        return id.toString();
    }
}
