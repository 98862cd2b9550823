package dev.haloy.embedded.docker;

import dev.haloy.embedded.script.Behaviour;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The image store and the registries behind it. Every image exists and is local unless something else was said. */
public final class Images {
    private final Set<String> missing = new LinkedHashSet<>();
    private final Map<String, Duration> pulls = new LinkedHashMap<>();
    private final Map<String, Behaviour> behaviours = new LinkedHashMap<>();
    private final Map<String, String> tags = new LinkedHashMap<>();
    private final Map<String, LoadedImage> loaded = new LinkedHashMap<>();
    private final List<Long> dangling = new ArrayList<>();

    /** From now on the image can neither be found nor pulled. */
    public void lose(String reference) {
        missing.add(reference);
    }

    /** From now on the image has to be pulled first, which takes this long. */
    public void onlyInRegistry(String reference, Duration pull) {
        pulls.put(reference, pull);
    }

    /** How containers of this image behave unless their deployment says something else. */
    public void behave(String reference, Behaviour behaviour) {
        behaviours.put(reference, behaviour);
    }

    /** How containers of this image behave; an image with two names has what was said of either. */
    public Optional<Behaviour> behaviour(String reference) {
        Behaviour own = behaviours.get(reference);
        String source = tags.get(reference);
        return own != null || source == null ? Optional.ofNullable(own) : behaviour(source);
    }

    /** Whether the image is nowhere to be had. */
    public boolean isMissing(String reference) {
        return missing.contains(reference);
    }

    /** How long a pull takes; zero if the image is on the server. */
    public Duration pullTime(String reference) {
        return pulls.getOrDefault(reference, Duration.ZERO);
    }

    /** The image is on the server now. */
    public void pulled(String reference) {
        pulls.remove(reference);
    }

    /** Gives an image another name. */
    public void tag(String tag, String source) {
        missing.remove(tag);
        if (!tag.equals(source)) {
            tags.put(tag, tags.getOrDefault(source, source));
        }
    }

    /** Takes a name given by {@link #tag} away again; under this name the image is nowhere to be had then. */
    public void untag(String tag) {
        if (tags.remove(tag) != null) {
            missing.add(tag);
        }
    }

    /** Names given by {@link #tag}, oldest first. */
    public Set<String> tags() {
        return new LinkedHashSet<>(tags.keySet());
    }

    /** An archive was loaded: its image is on the server under all its names. */
    public void load(LoadedImage image) {
        for (String name : image.names()) {
            LoadedImage before = loaded.put(name, image);
            if (before != null && !before.config().equals(image.config()) && !tags.containsValue(name)) {
                dangling.add(before.bytes());
            }
            missing.remove(name);
            pulls.remove(name);
        }
    }

    /** What was loaded last under each name. */
    public Map<String, LoadedImage> loaded() {
        return new LinkedHashMap<>(loaded);
    }

    /** Digests of the layers that an image was loaded with; none if it was not loaded. */
    public List<String> layersOf(String reference) {
        LoadedImage image = loaded.get(tags.getOrDefault(reference, reference));
        return image == null ? List.of() : image.layers();
    }

    /** An image that has lost its last name and takes this much space. */
    public void leaveDangling(long bytes) {
        dangling.add(bytes);
    }

    /** Removes all images without a name, whoever made them; gives their sizes. */
    public List<Long> prune() {
        List<Long> gone = List.copyOf(dangling);
        dangling.clear();
        return gone;
    }
}
