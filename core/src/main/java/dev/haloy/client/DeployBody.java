package dev.haloy.client;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.config.EnvVar;
import dev.haloy.config.OnePasswordSource;
import dev.haloy.config.RegistryConfig;
import dev.haloy.config.SecretProvidersConfig;
import dev.haloy.config.SopsSource;
import dev.haloy.config.ValueSource;
import dev.haloy.internal.json.Json;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.resolve.ResolvedTarget;
import dev.haloy.secret.Secret;
import dev.haloy.secret.Text;
import java.util.Optional;

/**
 * The request that deploys a target, in the dialect of its server.
 *
 * <p>What the server stores for a rollback holds references where the file does, so that no secret rests there. Hooks, build
 * arguments and the token stay here: the server has no use for them.
 */
public final class DeployBody {
    private final Dialect dialect;

    private DeployBody(Dialect dialect) {
        this.dialect = dialect;
    }

    /** The bytes to post. They hold secrets. */
    public static byte[] encode(
            ReadyTarget ready, Optional<SecretProvidersConfig> providers, Dialect dialect, DeploymentId id) {
        DeployBody body = new DeployBody(dialect);
        ObjectNode root = Json.object();
        root.put("deploymentID", id.value());
        root.set("targetConfig", body.target(ready));
        root.set(dialect.rollbackKey(), body.rollback(ready.target(), providers));
        return Json.bytes(root);
    }

    /** The bytes to post to bring a deployment back, under a new id and with the values of today. They hold secrets. */
    public static byte[] rollback(ReadyTarget restored, Dialect dialect, DeploymentId to, DeploymentId id) {
        ObjectNode root = Json.object();
        root.put("targetDeploymentID", to.value());
        root.put("newDeploymentID", id.value());
        ObjectNode target = new DeployBody(dialect).target(restored);
        boolean isThere = restored.target().image().pullPolicy().equals(Optional.of("never"));
        if (isThere && !dialect.knowsPullPolicy() && target.get("image") instanceof ObjectNode image) {
            // Says in the words of older servers that the image is there already.
            image.putObject("buildConfig").put("push", "server");
        }
        root.set("newTargetConfig", target);
        return Json.bytes(root);
    }

    /** Everything that would be deployed, with references instead of the values they lead to, as one text. */
    public static String describe(ResolvedTarget target) {
        return Json.line(new DeployBody(Dialect.NEWEST).rollback(target, Optional.empty()));
    }

    private ObjectNode target(ReadyTarget ready) {
        ObjectNode node = settings(
                ready.target(),
                image -> ready.registry().ifPresent(credentials -> image.set("registry", registry(credentials))));
        if (!ready.env().isEmpty()) {
            ArrayNode env = node.putArray("env");
            ready.env()
                    .forEach(value -> env.addObject().put("name", value.name()).put("value", revealed(value.text())));
        }
        return node;
    }

    private ObjectNode rollback(ResolvedTarget target, Optional<SecretProvidersConfig> providers) {
        ObjectNode node = settings(
                target,
                image -> target.image().registry().ifPresent(registry -> image.set("registry", registry(registry))));
        if (!target.env().isEmpty()) {
            ArrayNode env = node.putArray("env");
            target.env().forEach(variable -> env.add(variable(variable)));
        }
        providers
                .map(this::providers)
                .filter(block -> !block.isEmpty())
                .ifPresent(block -> node.set("secretProviders", block));
        return node;
    }

    private interface ImagePart {
        void addTo(ObjectNode image);
    }

    private ObjectNode settings(ResolvedTarget target, ImagePart registry) {
        ObjectNode node = Json.object();
        node.put("name", target.name());
        if (dialect.knowsPresets()) {
            target.preset().ifPresent(preset -> node.put("preset", preset));
            target.namingStrategy().ifPresent(naming -> node.put("namingStrategy", naming));
            target.isProtected().ifPresent(isProtected -> node.put("protected", isProtected));
        }
        ObjectNode image = image(target.image());
        registry.addTo(image);
        node.set("image", image);
        node.put("server", target.serverAsWritten());
        node.put("deploymentStrategy", target.strategy().word());
        domains(node, target);
        if (dialect.knowsAcmeEmail()) {
            target.acmeEmail().ifPresent(email -> node.put("acmeEmail", email));
        }
        node.put("healthCheckPath", target.healthCheckPath());
        if (dialect.knowsMinReadySeconds()) {
            node.put("minReadySeconds", target.minReadySeconds());
        }
        node.put("port", target.port());
        node.put("replicas", target.replicas());
        if (!target.volumes().isEmpty()) {
            ArrayNode volumes = node.putArray("volumes");
            target.volumes().forEach(volumes::add);
        }
        target.network().ifPresent(network -> node.put("network", network));
        return node;
    }

    private static void domains(ObjectNode node, ResolvedTarget target) {
        if (target.domains().isEmpty()) {
            return;
        }
        ArrayNode domains = node.putArray("domains");
        target.domains().forEach(domain -> {
            ObjectNode entry = domains.addObject();
            domain.domain().ifPresent(name -> entry.put("domain", name));
            if (!domain.aliases().isEmpty()) {
                ArrayNode aliases = entry.putArray("aliases");
                domain.aliases().forEach(aliases::add);
            }
        });
    }

    private ObjectNode image(ResolvedTarget.Image image) {
        ObjectNode node = Json.object();
        node.put("repository", image.repository());
        image.tag().ifPresent(tag -> node.put("tag", tag));
        if (dialect.knowsPullPolicy()) {
            image.pullPolicy().ifPresent(policy -> node.put("pullPolicy", policy));
        }
        ObjectNode history = node.putObject("history");
        history.put("strategy", image.history().strategy());
        image.history().count().ifPresent(count -> history.put("count", count));
        image.history().pattern().ifPresent(pattern -> history.put("pattern", pattern));
        image.build().ifPresent(build -> node.put("build", build));
        if (image.mustBeBuilt()) {
            // Said explicitly: otherwise the server may pull a stranger's image of the same name.
            node.putObject("buildConfig").put("push", image.push());
        }
        return node;
    }

    private static ObjectNode registry(ReadyTarget.Credentials credentials) {
        ObjectNode node = Json.object();
        credentials.server().ifPresent(server -> node.put("server", server));
        node.putObject("username").put("value", revealed(credentials.username()));
        node.putObject("password").put("value", revealed(credentials.password()));
        return node;
    }

    private static ObjectNode registry(RegistryConfig registry) {
        ObjectNode node = Json.object();
        registry.server().ifPresent(server -> node.put("server", server));
        registry.username().ifPresent(source -> node.set("username", source(source)));
        registry.password().ifPresent(source -> node.set("password", source(source)));
        return node;
    }

    private static ObjectNode variable(EnvVar variable) {
        ObjectNode node = Json.object();
        variable.name().ifPresent(name -> node.put("name", name));
        node.setAll(source(variable.source()));
        return node;
    }

    private static ObjectNode source(ValueSource source) {
        ObjectNode node = Json.object();
        source.value().ifPresent(value -> node.put("value", value));
        if (source.hasFrom()) {
            ObjectNode from = node.putObject("from");
            source.fromEnv().ifPresent(name -> from.put("env", name));
            source.fromSecret().ifPresent(reference -> from.put("secret", reference));
        }
        return node;
    }

    private ObjectNode providers(SecretProvidersConfig providers) {
        ObjectNode node = Json.object();
        if (!providers.onePassword().isEmpty()) {
            ObjectNode items = node.putObject("onepassword");
            providers.onePassword().forEach((name, item) -> items.set(name, item(item)));
        }
        if (dialect.knowsSops() && !providers.sops().isEmpty()) {
            ObjectNode files = node.putObject("sops");
            providers.sops().forEach((name, file) -> files.set(name, file(file)));
        }
        return node;
    }

    private static ObjectNode item(OnePasswordSource item) {
        ObjectNode node = Json.object();
        item.account().ifPresent(account -> node.put("account", account));
        item.vault().ifPresent(vault -> node.put("vault", vault));
        item.item().ifPresent(title -> node.put("item", title));
        return node;
    }

    private static ObjectNode file(SopsSource file) {
        ObjectNode node = Json.object();
        file.file().ifPresent(path -> node.put("file", path));
        file.format().ifPresent(format -> node.put("format", format));
        return node;
    }

    private static String revealed(Text text) {
        return text instanceof Secret secret ? secret.reveal() : text.shown();
    }
}
