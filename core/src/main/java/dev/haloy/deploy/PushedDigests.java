package dev.haloy.deploy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Picks the digests out of what Docker prints when it pushes: only they name an image for good. Safe for use by several threads. */
final class PushedDigests {
    private static final Pattern DIGEST = Pattern.compile("\\bdigest: (sha256:[0-9a-f]{64})\\b");

    private final Map<Activity.Push, String> digests = Collections.synchronizedMap(new LinkedHashMap<>());

    void hear(Activity.Push push, String line) {
        Matcher found = DIGEST.matcher(line);
        if (found.find()) {
            digests.put(push, found.group(1));
        }
    }

    /** The image by its digest. */
    Optional<String> of(ImageSpec image) {
        String reference = image.reference();
        int colon = reference.lastIndexOf(':');
        String repository = colon > reference.lastIndexOf('/') ? reference.substring(0, colon) : reference;
        return Optional.ofNullable(digests.get(new Activity.Push(reference, image.to())))
                .map(digest -> repository + "@" + digest);
    }
}
