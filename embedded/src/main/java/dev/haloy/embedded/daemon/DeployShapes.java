package dev.haloy.embedded.daemon;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The keys of a deploy request, by the version of the daemon. */
final class DeployShapes {
    private static final JsonShape TEXT = JsonShape.text();
    private static final JsonShape TEXTS = JsonShape.listOf(TEXT);

    private static final Map<Integer, JsonShape> BY_BETA = new ConcurrentHashMap<>();

    private DeployShapes() {}

    static JsonShape request(Dialect dialect) {
        return BY_BETA.computeIfAbsent(dialect.beta(), unknown -> build(dialect));
    }

    static JsonShape rollback(Dialect dialect) {
        return JsonShape.object()
                .with("targetDeploymentID", TEXT)
                .with("newDeploymentID", TEXT)
                .with("newTargetConfig", target(dialect));
    }

    private static JsonShape build(Dialect dialect) {
        String rollback = dialect.since(12) ? "rollbackDeployConfig" : "rollbackAppConfig";
        return JsonShape.object()
                .with("deploymentID", TEXT)
                .with("targetConfig", target(dialect))
                .with(rollback, stored(dialect));
    }

    private static JsonShape stored(Dialect dialect) {
        return JsonShape.object()
                .withAll(target(dialect))
                .with("images", JsonShape.mapOf(image(dialect)))
                .with("targets", JsonShape.mapOf(target(dialect)))
                .with("secretProviders", secretProviders(dialect))
                .with("globalPreDeploy", TEXTS)
                .with("globalPostDeploy", TEXTS);
    }

    private static JsonShape target(Dialect dialect) {
        JsonShape target = JsonShape.object()
                .with("name", TEXT)
                .with("server", TEXT)
                .with("image", image(dialect))
                .with("imageKey", TEXT)
                .with("port", TEXT)
                .with("replicas", JsonShape.wholeNumber())
                .with("healthCheckPath", TEXT)
                .with("deploymentStrategy", TEXT)
                .with("domains", JsonShape.listOf(domain()))
                .with("env", JsonShape.listOf(variable(dialect)))
                .with("volumes", TEXTS)
                .with("network", TEXT)
                .with("apiToken", valueSource())
                .with("preDeploy", TEXTS)
                .with("postDeploy", TEXTS);
        laterKeys(target, dialect);
        return target;
    }

    private static void laterKeys(JsonShape target, Dialect dialect) {
        if (dialect.since(12)) {
            target.with("preset", TEXT).with("protected", JsonShape.yesOrNo()).with("namingStrategy", TEXT);
        }
        if (!dialect.since(29)) {
            target.with("acmeEmail", TEXT);
        }
        if (dialect.since(46)) {
            target.with("minReadySeconds", JsonShape.wholeNumber());
        }
    }

    private static JsonShape image(Dialect dialect) {
        JsonShape image = JsonShape.object()
                .with("repository", TEXT)
                .with("tag", TEXT)
                .with("history", history())
                .with("registry", registry())
                .with("build", JsonShape.yesOrNo())
                .with("buildConfig", buildConfig());
        return dialect.since(57) ? image.with("pullPolicy", TEXT) : image;
    }

    private static JsonShape history() {
        return JsonShape.object()
                .with("strategy", TEXT)
                .with("count", JsonShape.wholeNumber())
                .with("pattern", TEXT);
    }

    private static JsonShape registry() {
        return JsonShape.object()
                .with("server", TEXT)
                .with("username", valueSource())
                .with("password", valueSource());
    }

    private static JsonShape buildConfig() {
        JsonShape argument = valueSource().with("name", TEXT);
        return JsonShape.object()
                .with("context", TEXT)
                .with("dockerfile", TEXT)
                .with("platform", TEXT)
                .with("args", JsonShape.listOf(argument))
                .with("push", TEXT);
    }

    private static JsonShape domain() {
        return JsonShape.object().with("domain", TEXT).with("aliases", TEXTS);
    }

    private static JsonShape variable(Dialect dialect) {
        JsonShape variable = valueSource().with("name", TEXT);
        return dialect.since(21) ? variable.with("buildArg", JsonShape.yesOrNo()) : variable;
    }

    private static JsonShape valueSource() {
        return JsonShape.object()
                .with("value", TEXT)
                .with("from", JsonShape.object().with("env", TEXT).with("secret", TEXT));
    }

    private static JsonShape secretProviders(Dialect dialect) {
        JsonShape onePassword =
                JsonShape.object().with("account", TEXT).with("vault", TEXT).with("item", TEXT);
        JsonShape providers = JsonShape.object().with("onepassword", JsonShape.mapOf(onePassword));
        if (dialect.since(51)) {
            JsonShape sops = JsonShape.object().with("file", TEXT).with("format", TEXT);
            providers.with("sops", JsonShape.mapOf(sops));
        }
        return providers;
    }
}
