package dev.haloy.resolve;

import java.util.Optional;

/** Takes image references apart. */
final class ImageReference {
    private static final String DOCKER_HUB = "docker.io";

    private ImageReference() {}

    /** Whether a repository already holds a tag or digest; a port is neither. */
    static boolean embedsVersion(String repository) {
        return bare(repository).length() < repository.length();
    }

    /** The repository without a tag or digest in it. */
    static String bare(String repository) {
        int at = repository.indexOf('@');
        String named = at < 0 ? repository : repository.substring(0, at);
        int colon = named.indexOf(':', named.lastIndexOf('/') + 1);
        return colon < 0 ? named : named.substring(0, colon);
    }

    /** The whole reference; {@code latest} if nothing says otherwise. */
    static String of(String repository, Optional<String> tag) {
        String name = repository.strip();
        String version = tag.orElse("").strip();
        if (version.isEmpty() && embedsVersion(name)) {
            return name;
        }
        return name + ":" + (version.isEmpty() ? "latest" : version);
    }

    /** The digest or tag that decides what is run, if anything says so. */
    static Optional<String> version(String repository, Optional<String> tag) {
        Optional<String> own = tag.filter(text -> !text.isEmpty());
        if (own.isPresent() || !embedsVersion(repository)) {
            return own;
        }
        int digest = repository.indexOf('@');
        return Optional.of(repository.substring((digest < 0 ? bare(repository).length() : digest) + 1));
    }

    /** The registry that a repository lives in, unless the file says otherwise. */
    static String registry(String repository) {
        int slash = repository.indexOf('/');
        String first = slash < 0 ? "" : repository.substring(0, slash);
        boolean host =
                first.contains(".") || first.contains(":") || Ascii.lower(first).equals("localhost");
        return host ? first : DOCKER_HUB;
    }
}
