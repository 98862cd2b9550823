package dev.haloy.resolve;

import dev.haloy.config.BuilderConfig;
import dev.haloy.config.ImageConfig;
import dev.haloy.config.TargetConfig;
import dev.haloy.error.KeyPath;
import dev.haloy.error.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds out which image a target has: its own over the inherited one, field by field, or a named one. */
final class ImageMerge {
    static final KeyPath IMAGE = KeyPath.of("image");
    static final KnownKeys KEYS = new KnownKeys(IMAGE);
    static final KeyPath BUILDER = KEYS.key("build_config");
    private static final KnownKeys BUILDER_KEYS = new KnownKeys(BUILDER);

    private final Map<String, ImageConfig> named;
    private final Places places;
    private final Consumer<Problem> findings;

    ImageMerge(Map<String, ImageConfig> named, Places places, Consumer<Problem> findings) {
        this.named = named;
        this.places = places;
        this.findings = findings;
    }

    /** The image of the layers, from the most to the least specific, if there is one. */
    Optional<ImageConfig> merge(List<Layer<TargetConfig>> layers, Origins origins) {
        layers.forEach(this::refuseBoth);
        List<Layer<ImageConfig>> images = images(layers);
        if (images.isEmpty()) {
            return Optional.empty();
        }
        origins.put(IMAGE, whole(images));
        return Optional.of(overlay(images, origins));
    }

    /** One image on its own, without anything to inherit. */
    ImageConfig alone(Layer<ImageConfig> image, Origins origins) {
        origins.put(IMAGE, image.source(KeyPath.ROOT));
        return overlay(List.of(image), origins);
    }

    /** Where something comes from that may be put together from two places. */
    private static Source whole(List<? extends Layer<?>> layers) {
        Layer<?> nearest = layers.get(0);
        return new Source.Written(layers.size() > 1 ? Origin.Rule.FIELD_MERGE : nearest.rule(), nearest, KeyPath.ROOT);
    }

    private void refuseBoth(Layer<TargetConfig> layer) {
        if (layer.settings().image().isPresent() && imageKey(layer).isPresent()) {
            findings.accept(
                    error("V7", places.below(layer.path(), "image_key"), "image and image_key exclude each other"));
        }
    }

    private static Optional<String> imageKey(Layer<TargetConfig> layer) {
        return layer.settings().imageKey().filter(key -> !key.isEmpty());
    }

    private List<Layer<ImageConfig>> images(List<Layer<TargetConfig>> layers) {
        List<Layer<ImageConfig>> images = new ArrayList<>();
        for (Layer<TargetConfig> layer : layers) {
            Optional<ImageConfig> own = layer.settings().image();
            if (own.isPresent()) {
                images.add(new Layer<>(own.get(), places.below(layer.path(), "image"), layer.rule(), places));
            } else if (imageKey(layer).isPresent()) {
                byKey(layer, imageKey(layer).get()).ifPresent(images::add);
                break;
            }
        }
        return images;
    }

    private Optional<Layer<ImageConfig>> byKey(Layer<TargetConfig> layer, String key) {
        ImageConfig image = named.get(key);
        if (image == null) {
            findings.accept(unknown(places.below(layer.path(), "image_key"), key));
            return Optional.empty();
        }
        return Optional.of(new Layer<>(image, KeyPath.of("images", key), Origin.Rule.NAMED_IMAGE, places));
    }

    private Problem unknown(KeyPath path, String key) {
        String message = "there is no image '" + key + "' under images";
        String known = named.isEmpty() ? "the file names no images" : "images: " + String.join(", ", named.keySet());
        String hint = Nearest.to(key, named.keySet())
                .map(near -> "did you mean '" + near + "'? " + known)
                .orElse(known);
        return new Problem(Problem.Severity.ERROR, "V8", path, message, places.locate(path), Optional.of(hint));
    }

    private Problem error(String rule, KeyPath path, String message) {
        return new Problem(Problem.Severity.ERROR, rule, path, message, places.locate(path), Optional.empty());
    }

    private ImageConfig overlay(List<Layer<ImageConfig>> layers, Origins origins) {
        ImageConfig.Builder image = ImageConfig.builder();
        Overlay<ImageConfig> overlay = new Overlay<>(layers, KEYS, origins);
        overlay.text("pull_policy", ImageConfig::pullPolicy, image::pullPolicy);
        overlay.take("history", ImageConfig::history, image::history);
        overlay.take("registry", ImageConfig::registry, image::registry);
        overlay.take("build", ImageConfig::build, image::build);
        builder(layers, origins).ifPresent(image::buildConfig);
        version(layers, overlay, image);
        warnInheritedBuilder(layers);
        return image.build();
    }

    private Optional<BuilderConfig> builder(List<Layer<ImageConfig>> layers, Origins origins) {
        List<Layer<BuilderConfig>> builders = new ArrayList<>();
        for (Layer<ImageConfig> layer : layers) {
            if (places.hasBothBuilders(layer.path())) {
                findings.accept(error(
                        "V41", layer.path().key("builder"), "builder and build_config are one thing; give only one"));
            }
            KeyPath path = places.below(layer.path(), "build_config");
            layer.settings()
                    .buildConfig()
                    .ifPresent(builder -> builders.add(new Layer<>(builder, path, layer.rule(), places)));
        }
        if (builders.isEmpty()) {
            return Optional.empty();
        }
        origins.put(BUILDER, builders.get(0).source(KeyPath.ROOT));
        BuilderConfig.Builder merged = BuilderConfig.builder();
        Overlay<BuilderConfig> overlay = new Overlay<>(builders, BUILDER_KEYS, origins);
        overlay.text("context", BuilderConfig::context, merged::context);
        overlay.text("dockerfile", BuilderConfig::dockerfile, merged::dockerfile);
        overlay.text("platform", BuilderConfig::platform, merged::platform);
        overlay.text("push", BuilderConfig::push, merged::push);
        overlay.take("args", BuilderConfig::args, merged::args);
        return Optional.of(merged.build());
    }

    /** Repository and tag: the more specific one decides if the repository names a version itself. */
    private void version(List<Layer<ImageConfig>> layers, Overlay<ImageConfig> overlay, ImageConfig.Builder image) {
        int repositoryAt = first(layers, ImageConfig::repository);
        int tagAt = first(layers, ImageConfig::tag);
        String repository = repositoryAt < 0
                ? ""
                : layers.get(repositoryAt).settings().repository().orElse("");
        boolean conflict = tagAt >= 0 && ImageReference.embedsVersion(repository);
        overlay.text("repository", ImageConfig::repository, image::repository);
        if (!conflict || tagAt <= repositoryAt) {
            overlay.text("tag", ImageConfig::tag, image::tag);
        }
        if (conflict && tagAt == repositoryAt) {
            findings.accept(error(
                    "V42",
                    places.below(layers.get(tagAt).path(), "tag"),
                    "the repository already names a tag or digest"));
        }
        if (conflict && tagAt < repositoryAt) {
            image.repository(ImageReference.bare(repository));
        }
    }

    private static int first(
            List<Layer<ImageConfig>> layers, java.util.function.Function<ImageConfig, Optional<String>> get) {
        for (int i = 0; i < layers.size(); i++) {
            if (get.apply(layers.get(i).settings())
                    .filter(text -> !text.isEmpty())
                    .isPresent()) {
                return i;
            }
        }
        return -1;
    }

    private void warnInheritedBuilder(List<Layer<ImageConfig>> layers) {
        if (layers.size() < 2) {
            return;
        }
        ImageConfig own = layers.get(0).settings();
        ImageConfig inherited = layers.get(1).settings();
        boolean saysNothing = own.build().isEmpty() && own.buildConfig().isEmpty();
        boolean builds = inherited.build().orElse(inherited.buildConfig().isPresent());
        KeyPath path = places.below(layers.get(0).path(), "repository");
        own.repository()
                .filter(text -> !text.isEmpty() && saysNothing && builds)
                .ifPresent(repository -> {
                    findings.accept(new Problem(
                            Problem.Severity.WARNING,
                            "2.5",
                            path,
                            "'" + repository + "' will be built here, because the inherited image is",
                            places.locate(path),
                            Optional.of("to pull it instead, write build: false beside it")));
                });
    }
}
