package dev.haloy.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.client.AppStatus;
import dev.haloy.image.ImageSource;
import dev.haloy.internal.json.Json;
import dev.haloy.resolve.ResolvedTarget;
import java.util.Optional;

/**
 * An image that is known to run somewhere, named so that it cannot be taken for another one. Plans and journals of promotions keep it, so
 * that applying or resuming them later means the same image, whatever runs there by then.
 *
 * @param target where it runs
 * @param reference its name
 * @param digest its name by digest, if it was pushed from here
 * @param imageId its content, if it was built or given where it was deployed
 * @param isOnlyThere whether it was sent to that server alone, so that no registry has it
 */
public record Release(
        String target, String reference, Optional<String> digest, Optional<String> imageId, boolean isOnlyThere) {
    ObjectNode toJson() {
        ObjectNode node =
                Json.object().put("from", target).put("reference", reference).put("isOnlyThere", isOnlyThere);
        digest.ifPresent(name -> node.put("digest", name));
        imageId.ifPresent(id -> node.put("imageId", id));
        return node;
    }

    static Optional<Release> read(JsonNode node) {
        return node.isObject()
                ? Optional.of(new Release(
                        node.path("from").asText(),
                        node.path("reference").asText(),
                        Json.text(node, "digest"),
                        Json.text(node, "imageId"),
                        node.path("isOnlyThere").asBoolean()))
                : Optional.empty();
    }

    /**
     * What runs at a target.
     *
     * @param known what our own journals know of it
     * @throws RunRefusedException if it is not certain what runs there, or that it is well
     */
    static Release of(String target, AppStatus now, Optional<Chronicle.Entry> known) {
        String what = now.deploymentId() + ", which runs at " + target + ",";
        Chronicle.Entry entry = known.orElseThrow(() -> new RunRefusedException(what
                + " was deployed elsewhere: no run known here made it, and servers do not say which image they run;"
                + " deploy " + target + " from here first"));
        if (!entry.isDeployed()) {
            throw new RunRefusedException(
                    what + " was not seen to succeed by run " + entry.runId() + "; deploy " + target + " again first");
        }
        requireAllThere(what, now, entry);
        String image = entry.image()
                .orElseThrow(() -> new RunRefusedException(what
                        + " was made by run " + entry.runId() + ", which does not know its image; deploy " + target
                        + " again first"));
        boolean sent = entry.imageInRegistry().isEmpty();
        if (sent && entry.imageId().isEmpty()) {
            throw new RunRefusedException(what + " was built, and run " + entry.runId()
                    + " does not know its content any more; deploy " + target + " again first");
        }
        return new Release(target, image, entry.digest(), entry.imageId(), sent);
    }

    private static void requireAllThere(String what, AppStatus now, Chronicle.Entry entry) {
        Optional<String> wanted = entry.settings().flatMap(all -> all.get("replicas"));
        int there = now.containerIds().size();
        if (!now.state().equals("running")
                || wanted.filter(count -> !count.equals(Integer.toString(there)))
                        .isPresent()) {
            throw new RunRefusedException(what + " is not well: its containers are " + now.state() + ", " + there
                    + " of " + wanted.orElse("?") + " are there");
        }
    }

    /**
     * The image block of a target that shall run it: its own history, and its own login where that is for the same registry. What was sent
     * is checked by its content; what is pulled must be named by something that stays.
     *
     * @throws RunRefusedException if its name may lead to another image by now
     */
    ResolvedTarget.Image image(ResolvedTarget.Image of) {
        if (isOnlyThere) {
            return of.sent(reference);
        }
        // With image history 'registry' servers insist on a tag.
        boolean byTag = of.history().strategy().equals("registry");
        ResolvedTarget.Image image = of.pulled(byTag ? reference : digest.orElse(reference));
        if (image.hasMovingTag()) {
            throw new RunRefusedException("what runs at " + target + " was deployed as " + reference
                    + ", which may name another image by now; deploy it with a tag that stays, or by its digest");
        }
        return image;
    }

    /**
     * The image, if it is the one that runs there.
     *
     * @throws RunRefusedException if it is another one
     */
    ImageSource checked(ImageSource here) {
        if (!imageId.equals(Optional.of(here.id().toString()))) {
            throw lacking("here, " + reference + " names another image, " + here.id());
        }
        return here;
    }

    /** What to say if the image is not at hand. */
    RunRefusedException lacking(String why) {
        return new RunRefusedException(
                "the image that runs at " + target + ", " + reference + " with the id "
                        + imageId.orElse("?") + ", was sent there and is in no registry, and it is not here: " + why
                        + "; push it to a registry instead (image.builder.push: registry), or promote from the machine that built it");
    }
}
