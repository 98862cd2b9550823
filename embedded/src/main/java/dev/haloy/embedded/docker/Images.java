package dev.haloy.embedded.docker;

import dev.haloy.embedded.script.Behaviour;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The image store and the registries behind it. Every image exists and is local unless something else was said. */
public final class Images {
    private final Set<String> missing = new LinkedHashSet<>();
    private final Map<String, Duration> pulls = new LinkedHashMap<>();
    private final Map<String, Behaviour> behaviours = new LinkedHashMap<>();
    private final Set<String> tags = new LinkedHashSet<>();

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

    /** How containers of this image behave. */
    public Optional<Behaviour> behaviour(String reference) {
        return Optional.ofNullable(behaviours.get(reference));
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
    public void tag(String tag) {
        tags.add(tag);
    }

    /** Takes names away again. */
    public void untag(String tag) {
        tags.remove(tag);
    }

    /** Names given by {@link #tag}, oldest first. */
    public Set<String> tags() {
        return new LinkedHashSet<>(tags);
    }
}
