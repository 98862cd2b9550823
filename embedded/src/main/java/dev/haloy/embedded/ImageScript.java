package dev.haloy.embedded;

import dev.haloy.embedded.daemon.Turns;
import dev.haloy.embedded.docker.Images;
import dev.haloy.embedded.script.Behaviour;
import java.time.Duration;

/** Says what is special about an image of one server; without a word, every image exists, is local and healthy. */
public final class ImageScript {
    private final Turns turns;
    private final Images images;
    private final String reference;

    ImageScript(Turns turns, Images images, String reference) {
        this.turns = turns;
        this.images = images;
        this.reference = reference;
    }

    /** It can neither be found nor pulled. */
    public ImageScript missing() {
        turns.take(() -> images.lose(reference));
        return this;
    }

    /** Its containers never pass a health check. */
    public ImageScript unhealthy() {
        return behaves(Behaviour.failsHealthCheck());
    }

    /** How deployments of it go, unless one was scripted by app. */
    public ImageScript behaves(Behaviour behaviour) {
        turns.take(() -> images.behave(reference, behaviour));
        return this;
    }

    /** It has to be pulled first, which takes this long. */
    public ImageScript pullTakes(Duration duration) {
        turns.take(() -> images.onlyInRegistry(reference, duration));
        return this;
    }
}
