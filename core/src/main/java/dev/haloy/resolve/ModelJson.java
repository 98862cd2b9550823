package dev.haloy.resolve;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.config.BuildArg;
import dev.haloy.config.BuilderConfig;
import dev.haloy.config.DomainConfig;
import dev.haloy.secret.Secret;
import dev.haloy.secret.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes a target with all its values as JSON, spelled as in a JSON configuration. */
public final class ModelJson {
    private final ReadyTarget ready;
    private final ResolvedTarget target;
    private final boolean reveal;

    private ModelJson(ReadyTarget ready, boolean reveal) {
        this.ready = ready;
        this.target = ready.target();
        this.reveal = reveal;
    }

    /** The target with a mask in place of every secret. */
    public static String masked(ReadyTarget target) {
        return tree(target, false).toPrettyString();
    }

    /** The target with its secrets readable, for somebody who has asked to see them. */
    public static String revealed(ReadyTarget target) {
        return tree(target, true).toPrettyString();
    }

    static ObjectNode tree(ReadyTarget target, boolean reveal) {
        return new ModelJson(target, reveal).target();
    }

    private ObjectNode target() {
        ObjectNode json = object();
        json.put("name", target.name());
        put(json, "preset", target.preset());
        json.set("image", image());
        json.put("server", target.serverAsWritten());
        target.apiToken()
                .ifPresent(source ->
                        json.set("apiToken", ready.apiToken().map(this::value).orElseGet(ModelJson::object)));
        json.put("deploymentStrategy", target.strategy().word());
        put(json, "namingStrategy", target.namingStrategy());
        target.isProtected().ifPresent(flag -> json.put("protected", flag));
        domains(json);
        put(json, "acmeEmail", target.acmeEmail());
        env(json);
        json.put("healthCheckPath", target.healthCheckPath());
        json.put("minReadySeconds", target.minReadySeconds());
        json.put("port", target.port());
        json.put("replicas", target.replicas());
        strings(json, "volumes", target.volumes());
        put(json, "network", target.network());
        strings(json, "preDeploy", target.preDeploy());
        strings(json, "postDeploy", target.postDeploy());
        return json;
    }

    private ObjectNode image() {
        ResolvedTarget.Image image = target.image();
        ObjectNode json = object();
        json.put("repository", image.repository());
        put(json, "tag", image.tag());
        put(json, "pullPolicy", image.pullPolicy());
        ObjectNode history = json.putObject("history");
        history.put("strategy", image.history().strategy());
        image.history().count().ifPresent(count -> history.put("count", count));
        put(history, "pattern", image.history().pattern());
        ready.registry().ifPresent(credentials -> json.set("registry", registry(credentials)));
        image.build().ifPresent(flag -> json.put("build", flag));
        List<ObjectNode> args = args();
        if (image.buildConfig().isPresent() || !args.isEmpty()) {
            json.set("buildConfig", builder(image.buildConfig(), args));
        }
        return json;
    }

    private ObjectNode registry(ReadyTarget.Credentials credentials) {
        ObjectNode json = object();
        put(json, "server", credentials.server());
        json.set("username", value(credentials.username()));
        json.set("password", value(credentials.password()));
        return json;
    }

    private static ObjectNode builder(Optional<BuilderConfig> builder, List<ObjectNode> args) {
        ObjectNode json = object();
        put(json, "context", builder.flatMap(BuilderConfig::context));
        put(json, "dockerfile", builder.flatMap(BuilderConfig::dockerfile));
        put(json, "platform", builder.flatMap(BuilderConfig::platform));
        if (!args.isEmpty()) {
            json.putArray("args").addAll(args);
        }
        put(json, "push", builder.flatMap(BuilderConfig::push));
        return json;
    }

    /** Arguments of the file, also those that have no value here, then those that are variables too. */
    private List<ObjectNode> args() {
        List<ObjectNode> args = new ArrayList<>();
        List<ReadyTarget.Value> values = ready.buildArgs();
        int next = 0;
        for (BuildArg written : BuildInputs.explicit(target)) {
            String name = written.name().orElse("");
            boolean hasValue = next < values.size() && values.get(next).name().equals(name);
            args.add(hasValue ? named(values.get(next)) : object().put("name", name));
            next += hasValue ? 1 : 0;
        }
        values.subList(next, values.size()).forEach(value -> args.add(named(value)));
        return args;
    }

    private void domains(ObjectNode json) {
        if (target.domains().isEmpty()) {
            return;
        }
        ArrayNode domains = json.putArray("domains");
        for (DomainConfig domain : target.domains()) {
            ObjectNode entry = domains.addObject();
            put(entry, "domain", domain.domain());
            strings(entry, "aliases", domain.aliases());
        }
    }

    private void env(ObjectNode json) {
        if (ready.env().isEmpty()) {
            return;
        }
        ArrayNode env = json.putArray("env");
        for (ReadyTarget.Value variable : ready.env()) {
            ObjectNode entry = named(variable);
            if (variable.buildArg()) {
                entry.put("buildArg", true);
            }
            env.add(entry);
        }
    }

    private ObjectNode named(ReadyTarget.Value variable) {
        return object().put("name", variable.name()).put("value", text(variable.text()));
    }

    private ObjectNode value(Text text) {
        return object().put("value", text(text));
    }

    private String text(Text text) {
        return reveal && text instanceof Secret secret ? secret.reveal() : text.shown();
    }

    private static void put(ObjectNode json, String key, Optional<String> value) {
        value.filter(text -> !text.isEmpty()).ifPresent(text -> json.put(key, text));
    }

    private static void strings(ObjectNode json, String key, List<String> values) {
        if (!values.isEmpty()) {
            ArrayNode array = json.putArray(key);
            values.forEach(array::add);
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
