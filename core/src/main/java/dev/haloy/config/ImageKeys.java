package dev.haloy.config;

import static dev.haloy.config.KeyInfo.Merge.FIELD_BY_FIELD;
import static dev.haloy.config.KeyInfo.Merge.REPLACE;
import static dev.haloy.config.KeyInfo.Section.BUILDER;
import static dev.haloy.config.KeyInfo.Section.HISTORY;
import static dev.haloy.config.KeyInfo.Section.IMAGE;
import static dev.haloy.config.KeyInfo.Section.REGISTRY;

import java.util.List;

/** The keys of an image and of the objects in it. */
final class ImageKeys {
    private static final String NO_SPACE = "[^ \\t\\r\\n]*";

    static final ObjectType<HistoryConfig, HistoryConfig.Builder> HISTORY_BLOCK = new ObjectType<>(
            HISTORY,
            HistoryConfig::builder,
            HistoryConfig.Builder::build,
            List.of(
                    Key.<HistoryConfig, HistoryConfig.Builder, String>of(
                                    HISTORY,
                                    "strategy",
                                    Types.TEXT,
                                    REPLACE,
                                    HistoryConfig.Builder::strategy,
                                    HistoryConfig::strategy,
                                    "What a rollback goes back to: local, registry or none; local if not set.")
                            .oneOf("local", "registry", "none"),
                    Key.of(
                            HISTORY,
                            "count",
                            Types.INTEGER,
                            REPLACE,
                            HistoryConfig.Builder::count,
                            HistoryConfig::count,
                            "How many versions are kept; 6 for local if not set."),
                    Key.of(
                            HISTORY,
                            "pattern",
                            Types.TEXT,
                            REPLACE,
                            HistoryConfig.Builder::pattern,
                            HistoryConfig::pattern,
                            "Which tags are versions, for registry.")));

    static final ObjectType<RegistryConfig, RegistryConfig.Builder> REGISTRY_BLOCK = new ObjectType<>(
            REGISTRY,
            RegistryConfig::builder,
            RegistryConfig.Builder::build,
            List.of(
                    Key.<RegistryConfig, RegistryConfig.Builder, String>of(
                                    REGISTRY,
                                    "server",
                                    Types.TEXT,
                                    REPLACE,
                                    RegistryConfig.Builder::server,
                                    RegistryConfig::server,
                                    "The registry; taken from the repository if not set.")
                            .matching(NO_SPACE + "|\\s*"),
                    Key.of(
                            REGISTRY,
                            "username",
                            ValueKeys.SOURCE,
                            REPLACE,
                            RegistryConfig.Builder::username,
                            RegistryConfig::username,
                            "Who logs in."),
                    Key.<RegistryConfig, RegistryConfig.Builder, ValueSource>of(
                                    REGISTRY,
                                    "password",
                                    ValueKeys.SOURCE,
                                    REPLACE,
                                    RegistryConfig.Builder::password,
                                    RegistryConfig::password,
                                    "The password or token.")
                            .secret()));

    static final ObjectType<BuilderConfig, BuilderConfig.Builder> BUILDER_BLOCK = new ObjectType<>(
            BUILDER,
            BuilderConfig::builder,
            BuilderConfig.Builder::build,
            List.of(
                    Key.<BuilderConfig, BuilderConfig.Builder, String>of(
                                    BUILDER,
                                    "context",
                                    Types.TEXT,
                                    FIELD_BY_FIELD,
                                    BuilderConfig.Builder::context,
                                    BuilderConfig::context,
                                    "The folder that is sent to the builder; the file's own if not set.")
                            .matching(NO_SPACE),
                    Key.<BuilderConfig, BuilderConfig.Builder, String>of(
                                    BUILDER,
                                    "dockerfile",
                                    Types.TEXT,
                                    FIELD_BY_FIELD,
                                    BuilderConfig.Builder::dockerfile,
                                    BuilderConfig::dockerfile,
                                    "The Dockerfile, relative to the context.")
                            .matching(NO_SPACE),
                    Key.<BuilderConfig, BuilderConfig.Builder, String>of(
                                    BUILDER,
                                    "platform",
                                    Types.TEXT,
                                    FIELD_BY_FIELD,
                                    BuilderConfig.Builder::platform,
                                    BuilderConfig::platform,
                                    "The platform to build for; linux/amd64 if not set.")
                            .matching(NO_SPACE),
                    Key.of(
                            BUILDER,
                            "args",
                            new ListType<>(ValueKeys.ARG),
                            REPLACE,
                            BuilderConfig.Builder::args,
                            BuilderConfig::args,
                            "Build arguments."),
                    Key.<BuilderConfig, BuilderConfig.Builder, String>of(
                                    BUILDER,
                                    "push",
                                    Types.TEXT,
                                    FIELD_BY_FIELD,
                                    BuilderConfig.Builder::push,
                                    BuilderConfig::push,
                                    "Where the image goes: server or registry.")
                            .oneOf("server", "registry")));

    private static final Key<ImageConfig, ImageConfig.Builder, BuilderConfig> BUILD_CONFIG = Key.of(
            IMAGE,
            "build_config",
            BUILDER_BLOCK,
            FIELD_BY_FIELD,
            ImageConfig.Builder::buildConfig,
            ImageConfig::buildConfig,
            "How the image is built, and that it is.");

    static final ObjectType<ImageConfig, ImageConfig.Builder> OBJECT = new ObjectType<>(
            IMAGE,
            ImageConfig::builder,
            ImageConfig.Builder::build,
            List.of(
                    Key.<ImageConfig, ImageConfig.Builder, String>of(
                                    IMAGE,
                                    "repository",
                                    Types.TEXT,
                                    REPLACE,
                                    ImageConfig.Builder::repository,
                                    ImageConfig::repository,
                                    "The repository, with or without a tag or digest; the app's name if not set.")
                            .matching(NO_SPACE),
                    Key.<ImageConfig, ImageConfig.Builder, String>of(
                                    IMAGE,
                                    "tag",
                                    Types.TEXT,
                                    REPLACE,
                                    ImageConfig.Builder::tag,
                                    ImageConfig::tag,
                                    "The tag; latest if not set.")
                            .matching(NO_SPACE),
                    Key.<ImageConfig, ImageConfig.Builder, String>of(
                                    IMAGE,
                                    "pull_policy",
                                    Types.TEXT,
                                    REPLACE,
                                    ImageConfig.Builder::pullPolicy,
                                    ImageConfig::pullPolicy,
                                    "When the server asks the registry: always, if_missing or never.")
                            .oneOf("always", "if_missing", "never")
                            .since("v0.1.0-beta.57"),
                    Key.of(
                            IMAGE,
                            "history",
                            HISTORY_BLOCK,
                            REPLACE,
                            ImageConfig.Builder::history,
                            ImageConfig::history,
                            "Which old versions are kept for a rollback."),
                    Key.of(
                            IMAGE,
                            "registry",
                            REGISTRY_BLOCK,
                            REPLACE,
                            ImageConfig.Builder::registry,
                            ImageConfig::registry,
                            "The registry's credentials."),
                    Key.of(
                            IMAGE,
                            "build",
                            Types.BOOLEAN,
                            REPLACE,
                            ImageConfig.Builder::build,
                            ImageConfig::build,
                            "Whether the image is built here."),
                    BUILD_CONFIG,
                    BUILD_CONFIG.alias("builder")));

    /** An image in either of its forms. */
    static final ValueType<ImageConfig> IMAGE_VALUE = new ImageType(OBJECT);

    private ImageKeys() {}
}
