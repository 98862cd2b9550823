package dev.haloy.embedded.daemon;

import dev.haloy.embedded.docker.Images;
import dev.haloy.embedded.script.Behaviour;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who was told to behave how. */
final class Scripts {
    private final Images images;
    private final Map<String, ArrayDeque<Behaviour>> nextOf = new LinkedHashMap<>();
    private final Map<String, Behaviour> always = new LinkedHashMap<>();

    Scripts(Images images) {
        this.images = images;
    }

    void next(String app, Behaviour behaviour) {
        nextOf.computeIfAbsent(app, unknown -> new ArrayDeque<>()).add(behaviour);
    }

    void always(String app, Behaviour behaviour) {
        always.put(app, behaviour);
    }

    /** What was said for the next deployment of the app, else for the app, else for the image. */
    Behaviour next(String app, String image) {
        ArrayDeque<Behaviour> queue = nextOf.get(app);
        Behaviour next = queue == null ? null : queue.poll();
        if (next != null) {
            return next;
        }
        Behaviour forImage = images.behaviour(image).orElse(Behaviour.healthy());
        return always.getOrDefault(app, forImage);
    }
}
