package dev.haloy.resolve;

import dev.haloy.config.HistoryConfig;
import dev.haloy.config.ImageConfig;
import dev.haloy.config.RegistryConfig;
import dev.haloy.config.ValueSource;
import dev.haloy.error.KeyPath;
import dev.haloy.error.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The image itself, its history and its registry. */
final class ImageRules {
    private static final KeyPath IMAGE = ImageMerge.IMAGE;
    private static final KeyPath HISTORY = IMAGE.key("history");
    private static final KeyPath REGISTRY = IMAGE.key("registry");
    private static final String LATEST = "latest";
    private static final Set<String> MOVING_TAGS = Set.of("main", "master", "develop", "staging", "production");

    private final Site site;
    private final Consumer<Problem> findings;

    ImageRules(Site site, Consumer<Problem> findings) {
        this.site = site;
        this.findings = findings;
    }

    /** Whether a tag is one of those that are given to image after image. */
    static boolean isMoving(String version) {
        return version.equals(LATEST) || MOVING_TAGS.contains(version);
    }

    void check(ImageConfig image) {
        repository(image.repository().orElse(""));
        noSpace("V11", IMAGE.key("tag"), image.tag());
        List<String> policies = List.of("always", "if_missing", "never");
        StrategyRules.word(site, "V12", IMAGE.key("pull_policy"), image.pullPolicy(), policies, findings);
        image.history().ifPresent(history -> history(history, image));
        image.registry().ifPresent(this::registry);
        new BuildRules(site, findings).check(image);
    }

    private void repository(String repository) {
        if (Characters.isBlank(repository)) {
            // An app without a name, which is the image's name too, is reported as that.
            if (!repository.isEmpty()) {
                findings.accept(site.error("V9", IMAGE.key("repository"), "the repository is blank"));
            }
        } else {
            noSpace("V10", IMAGE.key("repository"), Optional.of(repository));
        }
    }

    private void noSpace(String rule, KeyPath key, Optional<String> text) {
        if (text.filter(Characters::hasSpace).isPresent()) {
            findings.accept(site.error(rule, key, "white space is not allowed here"));
        }
    }

    private void history(HistoryConfig history, ImageConfig image) {
        String strategy = history.strategy().orElse("");
        List<String> known = List.of("local", "registry", "none");
        StrategyRules.word(site, "V13", HISTORY.key("strategy"), history.strategy(), known, findings);
        if (strategy.equals("local") || strategy.equals("registry")) {
            if (history.count().isEmpty()) {
                findings.accept(site.error("V14", HISTORY.key("count"), "strategy " + strategy + " needs a count"));
            } else if (history.count().get() < 1) {
                findings.accept(site.error("V15", HISTORY.key("count"), "the count must be at least 1"));
            }
        }
        if (strategy.equals("registry")) {
            if (Characters.isBlank(history.pattern().orElse(""))) {
                findings.accept(site.error("V16", HISTORY.key("pattern"), "strategy registry needs a pattern"));
            }
            lastingTag(image);
        }
    }

    private void lastingTag(ImageConfig image) {
        String version = ImageReference.version(image.repository().orElse(""), image.tag())
                .orElse("");
        String hint = "give a tag that always means the same image, such as v1.2.3";
        if (version.isEmpty() || version.equals(LATEST)) {
            findings.accept(site.error(
                    "V17", IMAGE.key("tag"), "history strategy registry needs a tag other than latest", hint));
        } else if (MOVING_TAGS.contains(version)) {
            findings.accept(site.error(
                    "V18",
                    IMAGE.key("tag"),
                    "history strategy registry needs a tag that does not move: " + version,
                    hint));
        }
    }

    private void registry(RegistryConfig registry) {
        // A blank server counts as none.
        noSpace("V19", REGISTRY.key("server"), registry.server().filter(server -> !Characters.isBlank(server)));
        credential("username", registry.username());
        credential("password", registry.password());
    }

    private void credential(String key, Optional<ValueSource> source) {
        if (source.isEmpty()) {
            findings.accept(site.error("V20", REGISTRY.key(key), "the registry needs a " + key, "add value or from"));
        } else {
            SourceRules.source(site, "V20", REGISTRY.key(key), source.get(), findings);
        }
    }
}
