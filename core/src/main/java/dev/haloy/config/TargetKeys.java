package dev.haloy.config;

import static dev.haloy.config.KeyInfo.Merge.BY_NAME;
import static dev.haloy.config.KeyInfo.Merge.FIELD_BY_FIELD;
import static dev.haloy.config.KeyInfo.Merge.REPLACE;
import static dev.haloy.config.KeyInfo.Section.DOMAIN;
import static dev.haloy.config.KeyInfo.Section.TARGET;

import java.util.List;
import java.util.Optional;

/** The keys of a target, which are those of the top level too. */
final class TargetKeys {
    private static final ListType<String> TEXTS = new ListType<>(Types.TEXT);

    private static final String PORT =
            "0*([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])";

    static final ObjectType<DomainConfig, DomainConfig.Builder> DOMAIN_ENTRY = new ObjectType<>(
            DOMAIN,
            DomainConfig::builder,
            DomainConfig.Builder::build,
            List.of(
                    Key.of(
                            DOMAIN,
                            "domain",
                            Types.TEXT,
                            REPLACE,
                            DomainConfig.Builder::domain,
                            DomainConfig::domain,
                            "The canonical domain."),
                    Key.of(
                            DOMAIN,
                            "aliases",
                            TEXTS,
                            REPLACE,
                            DomainConfig.Builder::aliases,
                            entry -> written(entry.aliases()),
                            "Other domains, redirected to the canonical one.")));

    static final ObjectType<TargetConfig, TargetConfig.Builder> TARGET_OBJECT = new ObjectType<>(
            TARGET,
            TargetConfig::builder,
            TargetConfig.Builder::build,
            List.of(
                    Key.<TargetConfig, TargetConfig.Builder, String>of(
                                    TARGET,
                                    "name",
                                    Types.TEXT,
                                    REPLACE,
                                    TargetConfig.Builder::name,
                                    TargetConfig::name,
                                    "The app's name; in a target its key if not set.")
                            .matching("[a-zA-Z0-9][a-zA-Z0-9_-]*"),
                    Key.<TargetConfig, TargetConfig.Builder, String>of(
                                    TARGET,
                                    "preset",
                                    Types.TEXT,
                                    REPLACE,
                                    TargetConfig.Builder::preset,
                                    TargetConfig::preset,
                                    "The defaults of a kind of app: database or service.")
                            .oneOf("database", "service")
                            .since("v0.1.0-beta.11"),
                    Key.of(
                            TARGET,
                            "image",
                            ImageKeys.IMAGE_VALUE,
                            FIELD_BY_FIELD,
                            TargetConfig.Builder::image,
                            TargetConfig::image,
                            "The image; built here if not set."),
                    Key.of(
                            TARGET,
                            "image_key",
                            Types.TEXT,
                            REPLACE,
                            TargetConfig.Builder::imageKey,
                            TargetConfig::imageKey,
                            "The image's key in images."),
                    Key.of(
                            TARGET,
                            "server",
                            Types.TEXT,
                            REPLACE,
                            TargetConfig.Builder::server,
                            TargetConfig::server,
                            "The server to deploy to; localhost if not set."),
                    Key.<TargetConfig, TargetConfig.Builder, ValueSource>of(
                                    TARGET,
                                    "api_token",
                                    ValueKeys.SOURCE,
                                    REPLACE,
                                    TargetConfig.Builder::apiToken,
                                    TargetConfig::apiToken,
                                    "The server's token; taken from the client's settings if not set.")
                            .secret(),
                    Key.<TargetConfig, TargetConfig.Builder, String>of(
                                    TARGET,
                                    "deployment_strategy",
                                    Types.TEXT,
                                    REPLACE,
                                    TargetConfig.Builder::deploymentStrategy,
                                    TargetConfig::deploymentStrategy,
                                    "How the old version makes way: rolling or replace; rolling if not set.")
                            .oneOf("rolling", "replace"),
                    Key.<TargetConfig, TargetConfig.Builder, String>of(
                                    TARGET,
                                    "naming_strategy",
                                    Types.TEXT,
                                    REPLACE,
                                    TargetConfig.Builder::namingStrategy,
                                    TargetConfig::namingStrategy,
                                    "How containers are named: dynamic or static; dynamic if not set.")
                            .oneOf("dynamic", "static")
                            .since("v0.1.0-beta.11"),
                    Key.<TargetConfig, TargetConfig.Builder, Boolean>of(
                                    TARGET,
                                    "protected",
                                    Types.BOOLEAN,
                                    REPLACE,
                                    TargetConfig.Builder::isProtected,
                                    TargetConfig::isProtected,
                                    "Whether a deployment of all targets leaves it out.")
                            .since("v0.1.0-beta.11"),
                    Key.of(
                            TARGET,
                            "domains",
                            new ListType<>(DOMAIN_ENTRY),
                            REPLACE,
                            TargetConfig.Builder::domains,
                            TargetConfig::domains,
                            "The domains that lead to the app."),
                    Key.<TargetConfig, TargetConfig.Builder, String>of(
                                    TARGET,
                                    "acme_email",
                                    Types.TEXT,
                                    REPLACE,
                                    TargetConfig.Builder::acmeEmail,
                                    TargetConfig::acmeEmail,
                                    "The contact for certificates, which only old servers want.")
                            .matching("[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\\.[a-zA-Z]{2,}")
                            .until("v0.1.0-beta.28"),
                    Key.of(
                            TARGET,
                            "env",
                            new ListType<>(ValueKeys.ENV_VAR),
                            BY_NAME,
                            TargetConfig.Builder::env,
                            target -> written(target.env()),
                            "Environment variables of the app."),
                    Key.<TargetConfig, TargetConfig.Builder, String>of(
                                    TARGET,
                                    "health_check_path",
                                    Types.TEXT,
                                    REPLACE,
                                    TargetConfig.Builder::healthCheckPath,
                                    TargetConfig::healthCheckPath,
                                    "The path that answers when the app is healthy; / if not set.")
                            .matching("/[\\s\\S]*"),
                    Key.<TargetConfig, TargetConfig.Builder, Integer>of(
                                    TARGET,
                                    "min_ready_seconds",
                                    Types.INTEGER,
                                    REPLACE,
                                    TargetConfig.Builder::minReadySeconds,
                                    TargetConfig::minReadySeconds,
                                    "How many seconds a container must have been up, 0 to 600; 0 if not set.")
                            .between(0, 600)
                            .since("v0.1.0-beta.46"),
                    Key.<TargetConfig, TargetConfig.Builder, String>of(
                                    TARGET,
                                    "port",
                                    Types.PORT,
                                    REPLACE,
                                    TargetConfig.Builder::port,
                                    TargetConfig::port,
                                    "The port the app listens on; 8080 if not set.")
                            .between(1, 65_535)
                            .matching(PORT),
                    Key.<TargetConfig, TargetConfig.Builder, Integer>of(
                                    TARGET,
                                    "replicas",
                                    Types.INTEGER,
                                    REPLACE,
                                    TargetConfig.Builder::replicas,
                                    TargetConfig::replicas,
                                    "The number of containers; 1 if not set.")
                            .between(1, Integer.MAX_VALUE),
                    Key.of(
                            TARGET,
                            "volumes",
                            TEXTS,
                            REPLACE,
                            TargetConfig.Builder::volumes,
                            TargetConfig::volumes,
                            "Volumes as source:/target, with :options if needed."),
                    Key.of(
                            TARGET,
                            "network",
                            Types.TEXT,
                            REPLACE,
                            TargetConfig.Builder::network,
                            TargetConfig::network,
                            "The Docker network; another one than the server's own takes the app off its proxy."),
                    Key.of(
                            TARGET,
                            "pre_deploy",
                            TEXTS,
                            REPLACE,
                            TargetConfig.Builder::preDeploy,
                            TargetConfig::preDeploy,
                            "Shell commands run here before the target is deployed."),
                    Key.of(
                            TARGET,
                            "post_deploy",
                            TEXTS,
                            REPLACE,
                            TargetConfig.Builder::postDeploy,
                            TargetConfig::postDeploy,
                            "Shell commands run here after the target was deployed.")));

    private TargetKeys() {}

    private static <E> Optional<List<E>> written(List<E> list) {
        return list.isEmpty() ? Optional.empty() : Optional.of(list);
    }
}
