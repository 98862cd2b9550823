package dev.haloy.embedded;

import dev.haloy.embedded.daemon.Machine;
import dev.haloy.embedded.daemon.Turns;
import dev.haloy.embedded.docker.LoadedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Says what the disk and the images of one server are like, and tells what lies there. */
public final class StorageScript {
    private final Turns turns;
    private final Machine machine;

    StorageScript(Turns turns, Machine machine) {
        this.turns = turns;
        this.machine = machine;
    }

    /** How much room the disk has for layers and images, 80 GiB by default; 2 GiB of it must always stay free. */
    public StorageScript size(long bytes) {
        turns.take(() -> machine.diskSize(bytes));
        return this;
    }

    /** There is no room for anything more; {@link #size} makes some. */
    public StorageScript full() {
        return size(0);
    }

    /** How long Docker takes to load an image, 60 ms by default; behind a proxy, 60 s are too long. */
    public StorageScript loadingTakes(Duration duration) {
        turns.take(() -> machine.loadingTakes(duration));
        return this;
    }

    /** The file of a layer gets lost; the daemon's database goes on to list it. */
    public StorageScript loseLayer(String digest) {
        turns.take(() -> machine.loseLayer(digest));
        return this;
    }

    /**
     * Keeps the bytes of layers and configurations that are uploaded from now on, in files of this folder; by default only their digests
     * are remembered.
     */
    public StorageScript keepImagesIn(Path folder) {
        turns.take(() -> machine.keepImagesIn(folder));
        return this;
    }

    /**
     * Writes an image that was put together of kept layers to a file, as the daemon hands it to Docker: {@code docker load} takes it.
     *
     * @throws IllegalStateException if there is no such image, or its layers were not kept
     */
    public void exportImage(String reference, Path tar) {
        LoadedImage image = images().get(reference);
        if (image == null) {
            throw new IllegalStateException("no image " + reference + " was loaded");
        }
        turns.take(() -> machine.exportImage(image, tar));
    }

    /** An image without a name lies around, for somebody's clean-up to find. */
    public StorageScript danglingImage(long bytes) {
        turns.take(() -> machine.docker().images().leaveDangling(bytes));
        return this;
    }

    /** Digests of the uploaded layers that are there, {@code sha256:…}, oldest first. */
    public List<String> layers() {
        return turns.ask(machine::layers);
    }

    /** Images that were uploaded and loaded, by reference, in that order. */
    public Map<String, LoadedImage> images() {
        return turns.ask(() -> machine.docker().images().loaded());
    }

    /** The versions that could be started again, as {@code app:deploymentId}, oldest first. */
    public List<String> versions() {
        return turns.ask(() -> List.copyOf(machine.docker().images().tags()));
    }

    /** Named volumes of an app. */
    public List<String> volumes(String app) {
        return turns.ask(() -> machine.docker().volumesOf(app));
    }
}
