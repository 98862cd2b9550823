package dev.haloy.image;

import java.util.Locale;

/** What a person can do about usual troubles of Docker, as the end of a sentence. */
final class Hints {
    private Hints() {}

    static String forBuild(String said) {
        String text = said.toLowerCase(Locale.ROOT);
        if (text.contains("buildx component is missing") || text.contains("requires buildkit")) {
            return "; secrets are mounted by BuildKit alone: install the buildx plugin of Docker, or let DOCKER_BUILDKIT not say 0";
        }
        return text.contains("no space left on device") || text.contains("not enough space")
                ? "; the disk of this machine is full: 'docker system prune' and 'docker builder prune' make room"
                : "";
    }

    static String forPush(String said) {
        String text = said.toLowerCase(Locale.ROOT);
        if (text.contains("denied") || text.contains("unauthorized")) {
            return "; the credentials in image.registry are wrong, have expired, or do not allow a push";
        }
        return text.contains("not found") || text.contains("unknown")
                ? "; the repository may not exist in that registry"
                : "";
    }
}
