package dev.haloy.deploy;

import dev.haloy.client.AppStatus;
import dev.haloy.resolve.ResolvedTarget;
import dev.haloy.resolve.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds what would be deployed against what our own journal knows of what runs. */
final class Comparison {
    private final AppStatus now;
    private final ResolvedTarget then;
    private final List<Snapshot.Difference> differences = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();

    private Comparison(AppStatus now, ResolvedTarget then) {
        this.now = now;
        this.then = then;
    }

    /** Nothing can be said, for this reason. */
    static Plan.Changes impossible(String why) {
        return new Plan.Changes(List.of(), List.of("not known: " + why), List.of(), false);
    }

    /**
     * Compares.
     *
     * @param known what is known of the deployment that runs
     * @param imageId the content of the image that would be sent, if that is known before
     */
    static Plan.Changes of(
            Optional<AppStatus> now, Optional<Chronicle.Entry> known, ResolvedTarget then, Optional<String> imageId) {
        if (now.isEmpty()) {
            return new Plan.Changes(List.of(), List.of(), List.of(), true);
        }
        Comparison comparison = new Comparison(now.get(), then);
        List<String> notCompared = comparison.compare(known, imageId);
        return new Plan.Changes(comparison.differences, comparison.unknown, notCompared, false);
    }

    private List<String> compare(Optional<Chronicle.Entry> known, Optional<String> imageId) {
        if (known.isEmpty()) {
            unknown.add("deployed elsewhere: no run known here made " + now.deploymentId()
                    + ", and servers do not say what they run it with");
            return List.of();
        }
        Chronicle.Entry entry = known.get();
        if (!entry.isDeployed()) {
            unknown.add("run " + entry.runId() + " has not seen that " + now.deploymentId() + " succeeded");
        }
        Optional<Snapshot> before = entry.settings();
        if (before.isEmpty()) {
            unknown.add("run " + entry.runId() + " did not write down what it deployed");
            return List.of();
        }
        Snapshot after = Snapshot.of(then);
        before.get().differencesTo(after).stream()
                .filter(each -> entry.image().isPresent() || !each.setting().equals(Snapshot.IMAGE))
                .forEach(differences::add);
        containers(before.get());
        image(entry, imageId);
        return before.get().notComparedTo(after);
    }

    /** A server may have lost containers since. */
    private void containers(Snapshot before) {
        int there = now.containerIds().size();
        if (!now.state().equals("running")) {
            unknown.add("its containers are " + now.state());
        } else if (!before.get("replicas").equals(Optional.of(Integer.toString(there)))) {
            unknown.add("it has " + there + (there == 1 ? " container" : " containers") + " of "
                    + before.get("replicas").orElse("?"));
        }
    }

    /** One reference may name another image than before. */
    private void image(Chronicle.Entry entry, Optional<String> imageId) {
        ResolvedTarget.Image image = then.image();
        if (entry.image().isEmpty()) {
            unknown.add("the image is not known of the version that run " + entry.runId() + " brought back");
        }
        if (!entry.image().equals(Optional.of(image.reference()))) {
            return;
        }
        if (imageId.isPresent()) {
            if (!entry.imageId().equals(imageId)) {
                differences.add(new Snapshot.Difference("image id", entry.imageId(), imageId));
            }
        } else if (image.mustBeBuilt()) {
            unknown.add("its image is built anew; whether it is another one shows only then");
        } else if (image.hasMovingTag() && !image.pullPolicy().equals(Optional.of("never"))) {
            unknown.add(image.reference() + " may name another image by now; say its digest or a tag that stays");
        }
    }
}
