package dev.haloy.resolve;

import dev.haloy.config.BuildArg;
import dev.haloy.config.BuilderConfig;
import dev.haloy.config.ImageConfig;
import dev.haloy.error.KeyPath;
import dev.haloy.error.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** How an image is built and where it goes then. */
final class BuildRules {
    private static final KeyPath BUILDER = ImageMerge.IMAGE.key("build_config");
    private static final KeyPath PUSH = BUILDER.key("push");
    private static final KeyPath REGISTRY = ImageMerge.IMAGE.key("registry");

    private final Site site;
    private final Consumer<Problem> findings;

    BuildRules(Site site, Consumer<Problem> findings) {
        this.site = site;
        this.findings = findings;
    }

    void check(ImageConfig image) {
        image.buildConfig().ifPresent(this::builder);
        boolean builds = image.build().orElse(image.buildConfig().isPresent());
        String push = image.buildConfig().flatMap(BuilderConfig::push).orElse("");
        if (builds && push.equals("registry") && image.registry().isEmpty()) {
            findings.accept(site.error("V21", REGISTRY, "push to a registry needs credentials", "add registry"));
        }
        if (builds && push.equals("server") && image.registry().isPresent()) {
            findings.accept(Conflict.between(REGISTRY, PUSH)
                    .problem("V22", site, "credentials of a registry do not go with push to the server"));
        }
    }

    private void builder(BuilderConfig builder) {
        noSpace("context", builder.context());
        noSpace("dockerfile", builder.dockerfile());
        noSpace("platform", builder.platform());
        StrategyRules.word(site, "V26", PUSH, builder.push(), List.of("server", "registry"), findings);
        List<BuildArg> args = builder.args().orElse(List.of());
        for (int i = 0; i < args.size(); i++) {
            argument(BUILDER.key("args").index(i), args.get(i));
        }
    }

    private void noSpace(String key, Optional<String> text) {
        if (text.filter(Characters::hasSpace).isPresent()) {
            findings.accept(site.error("V23", BUILDER.key(key), "white space is not allowed here"));
        }
    }

    private void argument(KeyPath key, BuildArg argument) {
        if (argument.name().orElse("").isEmpty()) {
            findings.accept(site.error("V24", key.key("name"), "the build argument has no name"));
        }
        argument.source().ifPresent(source -> SourceRules.source(site, "V25", key, source, findings));
    }
}
