package dev.haloy.resolve;

import dev.haloy.config.HistoryConfig;
import dev.haloy.config.ImageConfig;
import dev.haloy.config.TargetConfig;
import java.util.Set;

/** Fills in what a preset brings along, wherever nobody, not even the top level, has said something. */
final class Presets {
    static final String DATABASE = "database";
    static final Set<String> KNOWN = Set.of(DATABASE, "service");

    private Presets() {}

    static Draft apply(Draft draft) {
        String preset = draft.settings().preset().orElse("");
        if (!KNOWN.contains(preset)) {
            return draft;
        }
        TargetConfig settings = draft.settings();
        Origins origins = draft.origins();
        TargetConfig.Builder filled = TargetConfig.builder(settings);
        if (settings.deploymentStrategy().isEmpty()) {
            filled.deploymentStrategy("replace");
            origins.preset(KnownKeys.TARGET.key("deployment_strategy"));
        }
        if (settings.namingStrategy().isEmpty()) {
            filled.namingStrategy("static");
            origins.preset(KnownKeys.TARGET.key("naming_strategy"));
        }
        if (settings.isProtected().isEmpty() && preset.equals(DATABASE)) {
            filled.isProtected(true);
            origins.preset(KnownKeys.TARGET.key("protected"));
        }
        filled.image(image(draft));
        return draft.with(filled.build());
    }

    private static ImageConfig image(Draft draft) {
        ImageConfig image =
                draft.settings().image().orElseGet(() -> ImageConfig.builder().build());
        ImageConfig.Builder filled = ImageConfig.builder(image);
        if (image.history().isEmpty()) {
            filled.history(HistoryConfig.builder().strategy("none").build());
            draft.origins().preset(ImageMerge.KEYS.key("history"));
        }
        if (image.pullPolicy().isEmpty()) {
            filled.pullPolicy("if_missing");
            draft.origins().preset(ImageMerge.KEYS.key("pull_policy"));
        }
        return filled.build();
    }
}
