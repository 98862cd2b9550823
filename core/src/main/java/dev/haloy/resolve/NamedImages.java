package dev.haloy.resolve;

import dev.haloy.config.AppConfig;
import dev.haloy.config.ImageConfig;
import dev.haloy.config.TargetConfig;
import dev.haloy.error.KeyPath;
import dev.haloy.error.Problem;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Checks the named images, whether the chosen targets use them or not. */
final class NamedImages {
    private final AppConfig app;
    private final Places places;

    NamedImages(AppConfig app, Places places) {
        this.app = app;
        this.places = places;
    }

    /** A mistake in an image that no target uses is worth a warning only. */
    void check(Consumer<Problem> findings) {
        app.images().forEach((key, image) -> {
            if (isChosenByTarget(key)) {
                check(key, image, findings);
            } else if (!app.base().imageKey().equals(Optional.of(key))) {
                check(key, image, problem -> findings.accept(asWarning(problem)));
            }
            // What the top level chooses is checked in each target, where its gaps may have been filled.
        });
    }

    private boolean isChosenByTarget(String key) {
        if (app.targets().isEmpty()) {
            return app.base().imageKey().equals(Optional.of(key));
        }
        return app.targets().values().stream()
                .map(TargetConfig::imageKey)
                .anyMatch(chosen -> chosen.equals(Optional.of(key)));
    }

    private void check(String key, ImageConfig image, Consumer<Problem> findings) {
        KeyPath path = KeyPath.of("images", key);
        Origins origins = new Origins();
        ImageConfig alone = new ImageMerge(Map.of(), places, findings)
                .alone(new Layer<>(image, path, Origin.Rule.NAMED_IMAGE, places), origins);
        ImageConfig filled = ImageConfig.builder(alone)
                .history(Defaults.history(alone.history(), origins))
                .build();
        new ImageRules(new Site(places, path, origins), findings).check(filled);
    }

    private static Problem asWarning(Problem problem) {
        return new Problem(
                Problem.Severity.WARNING,
                problem.rule(),
                problem.path(),
                problem.message() + " (no target uses this image)",
                problem.location(),
                problem.hint());
    }
}
