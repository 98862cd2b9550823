package dev.haloy.resolve;

import dev.haloy.config.HistoryConfig;
import dev.haloy.config.ImageConfig;
import dev.haloy.config.TargetConfig;
import dev.haloy.error.KeyPath;
import dev.haloy.error.Problem;
import java.util.Optional;
import java.util.function.Consumer;

/** Closes the gaps that are left after inheritance and presets. */
final class Defaults {
    static final String SERVER = "localhost";
    static final String PORT = "8080";
    static final String LOCAL = "local";
    static final int LOCAL_HISTORY = 6;
    private static final KeyPath HISTORY_STRATEGY = KeyPath.of("image", "history", "strategy");
    private static final KeyPath HISTORY_COUNT = KeyPath.of("image", "history", "count");

    private Defaults() {}

    static Draft apply(Draft draft, Consumer<Problem> findings) {
        TargetConfig.Builder filled = TargetConfig.builder(draft.settings());
        settings(draft, filled, findings);
        ImageConfig image = image(draft);
        filled.image(image);
        warnAppNameAsImage(draft, image, findings);
        return draft.with(filled.build());
    }

    private static void settings(Draft draft, TargetConfig.Builder filled, Consumer<Problem> findings) {
        TargetConfig settings = draft.settings();
        Origins origins = draft.origins();
        if (settings.server().isEmpty()) {
            filled.server(SERVER);
            origins.byDefault(KnownKeys.TARGET.key("server"));
            findings.accept(draft.site()
                    .warning("2.7", KeyPath.of("server"), "no server is given; localhost is used", "add server"));
        }
        fill(settings.deploymentStrategy(), "deployment_strategy", origins, () -> filled.deploymentStrategy("rolling"));
        fill(settings.healthCheckPath(), "health_check_path", origins, () -> filled.healthCheckPath("/"));
        fill(settings.port(), "port", origins, () -> filled.port(PORT));
        fill(settings.replicas(), "replicas", origins, () -> filled.replicas(1));
        fill(settings.minReadySeconds(), "min_ready_seconds", origins, () -> filled.minReadySeconds(0));
    }

    private static void fill(Optional<?> written, String key, Origins origins, Runnable set) {
        if (written.isEmpty()) {
            set.run();
            origins.byDefault(KnownKeys.TARGET.key(key));
        }
    }

    private static ImageConfig image(Draft draft) {
        Optional<ImageConfig> written = draft.settings().image();
        ImageConfig image = written.orElseGet(() -> ImageConfig.builder().build());
        ImageConfig.Builder filled = ImageConfig.builder(image);
        if (image.repository().isEmpty()) {
            filled.repository(draft.settings().name().orElse(""));
            draft.origins().byDefault(ImageMerge.KEYS.key("repository"));
            if (image.build().isEmpty() && image.buildConfig().isEmpty()) {
                filled.build(true);
                draft.origins().byDefault(ImageMerge.KEYS.key("build"));
            }
        }
        filled.history(history(image.history(), draft.origins()));
        return filled.build();
    }

    /** The history with the defaults of its strategy. */
    static HistoryConfig history(Optional<HistoryConfig> written, Origins origins) {
        HistoryConfig history = written.orElseGet(() -> HistoryConfig.builder().build());
        HistoryConfig.Builder filled = HistoryConfig.builder(history);
        if (history.strategy().filter(text -> !text.isEmpty()).isEmpty()) {
            filled.strategy(LOCAL);
            origins.byDefault(HISTORY_STRATEGY);
        }
        boolean local = history.strategy().orElse("").isEmpty()
                || history.strategy().get().equals(LOCAL);
        if (local && history.count().isEmpty()) {
            filled.count(LOCAL_HISTORY);
            origins.byDefault(HISTORY_COUNT);
        }
        return filled.build();
    }

    private static void warnAppNameAsImage(Draft draft, ImageConfig image, Consumer<Problem> findings) {
        boolean pulled = !image.build().orElse(image.buildConfig().isPresent());
        boolean named = image.repository().equals(draft.settings().name());
        if (pulled && named && image.registry().isEmpty()) {
            findings.accept(draft.site()
                    .warning(
                            "2.7",
                            KeyPath.of("image", "repository"),
                            "the image has the app's name and will be pulled, not built here",
                            "if it is to be built here, add build: true"));
        }
    }
}
