package dev.haloy.deploy;

import dev.haloy.deploy.ImageSpec.Way;
import dev.haloy.verdict.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rules for images: Docker is asked before anything is done, each image is built once, two at a time, and whatever is built
 * goes to all its servers and registries at once. Only what a target still needs is done. Pure.
 */
final class ImageRules {
    /** One build is often waiting for the network while the other has work; more would only share the same engine and fill its memory. */
    private static final int BUILDS_AT_ONCE = 2;

    private final RunState state;

    ImageRules(RunState state) {
        this.state = state;
    }

    // Before anything is done.

    boolean isDockerToBeAsked() {
        for (TargetState target : state.targets()) {
            if (isOnTheWay(target) && !target.image.askedFor()) {
                return true;
            }
        }
        return false;
    }

    // On the way.

    boolean isAnyOnTheWay() {
        for (TargetState target : state.targets()) {
            if (isOnTheWay(target)) {
                return true;
            }
        }
        return false;
    }

    void want(Set<Activity> wanted) {
        onTheWay()
                .filter(target -> !target.image.made())
                .map(target -> spec(target).reference())
                .distinct()
                .limit(BUILDS_AT_ONCE)
                .forEach(image -> wanted.add(new Activity.Build(image)));
        onTheWay().filter(target -> target.image.made()).forEach(target -> wanted.add(carrying(spec(target))));
    }

    private static Activity carrying(ImageSpec image) {
        return image.way() == Way.REGISTRY
                ? new Activity.Push(image.reference(), image.to())
                : new Activity.Send(image.reference());
    }

    /** The targets that wait for this image on this way. */
    List<TargetState> waiting(String image, Way way) {
        return onTheWay()
                .filter(target ->
                        spec(target).reference().equals(image) && spec(target).way() == way)
                .toList();
    }

    private Stream<TargetState> onTheWay() {
        return state.targets().stream().filter(this::isOnTheWay);
    }

    private boolean isOnTheWay(TargetState target) {
        return target.image.isOnTheWay()
                && !target.isDecided()
                && !target.isPosted()
                && target.problem.isEmpty()
                && state.server(target.spec.server()).problem.isEmpty();
    }

    private static ImageSpec spec(TargetState target) {
        return target.spec.image().orElseThrow();
    }

    // What is decided.

    /** A target whose image cannot be had has failed. */
    static Optional<Outcome> decide(TargetState target) {
        return target.image
                .trouble()
                .map(phase -> new Outcome.Failed(phase, target.image.reason(), target.running(), List.of()));
    }
}
