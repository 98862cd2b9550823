package dev.haloy.deploy;

import dev.haloy.verdict.Outcome.Phase;
import java.util.Optional;

/**
 * How far the image of one target has come. Targets that share an image go through this together.
 *
 * @param askedFor whether Docker is known to answer
 * @param made whether the image exists on this machine
 * @param there whether its server can have it; true from the beginning if there is nothing to build
 * @param trouble what has failed
 * @param reason why
 * @param bytesSent how much was sent to the server
 * @param bytesSaved how much of it the server had already
 */
record ImageState(
        boolean askedFor,
        boolean made,
        boolean there,
        Optional<Phase> trouble,
        String reason,
        long bytesSent,
        long bytesSaved) {
    static ImageState of(Optional<ImageSpec> spec) {
        boolean given = spec.filter(image -> !image.given()).isEmpty();
        return new ImageState(given, given, spec.isEmpty(), Optional.empty(), "", 0, 0);
    }

    ImageState dockerAsked() {
        return new ImageState(true, made, there, trouble, reason, bytesSent, bytesSaved);
    }

    ImageState built() {
        return new ImageState(askedFor, true, there, trouble, reason, bytesSent, bytesSaved);
    }

    ImageState arrived(long sent, long saved) {
        return new ImageState(askedFor, made, true, trouble, reason, sent, saved);
    }

    ImageState failed(Phase phase, String why) {
        return new ImageState(askedFor, made, there, Optional.of(phase), why, bytesSent, bytesSaved);
    }

    /** Whether something is still to be done for it. */
    boolean isOnTheWay() {
        return !there && trouble.isEmpty();
    }
}
