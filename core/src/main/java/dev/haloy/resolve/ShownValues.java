package dev.haloy.resolve;

import dev.haloy.config.BuilderConfig;
import dev.haloy.config.DomainConfig;
import dev.haloy.config.EnvVar;
import dev.haloy.config.ValueSource;
import dev.haloy.error.KeyPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The settings of a target as short texts for people; literals of variables and credentials are left out. */
final class ShownValues {
    private static final String HIDDEN = "(a literal value)";

    private final Map<String, String> values = new LinkedHashMap<>();

    ShownValues(ResolvedTarget target) {
        values.put("name", target.name());
        put("preset", target.preset());
        values.put("server", target.serverAsWritten());
        put("api_token", target.apiToken().map(ShownValues::source));
        values.put("deployment_strategy", target.strategy().word());
        put("naming_strategy", target.namingStrategy());
        put("protected", target.isProtected());
        put("acme_email", target.acmeEmail());
        values.put("health_check_path", target.healthCheckPath());
        values.put("min_ready_seconds", Integer.toString(target.minReadySeconds()));
        values.put("port", target.port());
        values.put("replicas", Integer.toString(target.replicas()));
        put("network", target.network());
        values.put("volumes", target.volumes().toString());
        values.put("pre_deploy", target.preDeploy().toString());
        values.put("post_deploy", target.postDeploy().toString());
        values.put("domains", target.domains().stream().map(ShownValues::domain).collect(Collectors.joining(", ")));
        env(target.env());
        image(target.image());
    }

    /** The value at the key; empty if there is nothing to show. */
    String at(KeyPath key) {
        return values.getOrDefault(key.toString(), "");
    }

    private void put(String key, Optional<?> value) {
        value.ifPresent(present -> values.put(key, present.toString()));
    }

    private static String domain(DomainConfig domain) {
        String aliases = domain.aliases().isEmpty() ? "" : " " + domain.aliases();
        return domain.domain().orElse("") + aliases;
    }

    private void env(List<EnvVar> env) {
        values.put(
                "env", env.stream().map(variable -> variable.name().orElse("")).collect(Collectors.joining(", ")));
        for (int i = 0; i < env.size(); i++) {
            EnvVar variable = env.get(i);
            values.put("env[" + i + "]", variable.name().orElse("") + ": " + source(variable.source()));
        }
    }

    private void image(ResolvedTarget.Image image) {
        values.put("image", image.reference());
        values.put("image.repository", image.repository());
        put("image.tag", image.tag());
        put("image.pull_policy", image.pullPolicy());
        put("image.build", image.build());
        values.put("image.history", image.history().strategy());
        values.put("image.history.strategy", image.history().strategy());
        image.history().count().ifPresent(count -> values.put("image.history.count", Integer.toString(count)));
        values.put("image.registry", image.registryServer());
        image.buildConfig().ifPresent(this::builder);
    }

    private void builder(BuilderConfig builder) {
        put("image.build_config.context", builder.context());
        put("image.build_config.dockerfile", builder.dockerfile());
        put("image.build_config.platform", builder.platform());
        put("image.build_config.push", builder.push());
        put(
                "image.build_config.args",
                builder.args()
                        .map(args ->
                                args.stream().map(arg -> arg.name().orElse("")).collect(Collectors.joining(", "))));
    }

    private static String source(ValueSource source) {
        return source.fromEnv()
                .map(name -> "from the variable " + name)
                .or(() -> source.fromSecret().map(reference -> "from the secret " + reference))
                .orElse(HIDDEN);
    }
}
