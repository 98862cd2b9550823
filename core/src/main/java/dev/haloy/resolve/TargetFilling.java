package dev.haloy.resolve;

import dev.haloy.config.BuildArg;
import dev.haloy.config.EnvVar;
import dev.haloy.config.RegistryConfig;
import dev.haloy.config.ValueSource;
import dev.haloy.error.KeyPath;
import dev.haloy.error.Problem;
import dev.haloy.secret.Secret;
import dev.haloy.secret.Text;
import dev.haloy.secret.provider.SecretSources;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gets the values of one target. */
final class TargetFilling {
    private static final KeyPath ENV = KeyPath.of("env");
    private static final KeyPath REGISTRY = KeyPath.of("image", "registry");
    private static final KeyPath ARGS = KeyPath.of("image", "build_config", "args");

    private final ResolvedTarget target;
    private final Site site;
    private final EnvFiles.TargetVariables variables;
    private final SourceReader reader;
    private final Findings findings;

    TargetFilling(
            ResolvedTarget target,
            Site site,
            EnvFiles.TargetVariables variables,
            SecretSources secrets,
            Findings findings) {
        this.target = target;
        this.site = site;
        this.variables = variables;
        this.findings = findings;
        this.reader = new SourceReader(site, variables, secrets, findings);
    }

    /** The target with all values; empty if one could not be had, which was reported then. */
    Optional<ReadyTarget> everything() {
        Optional<Text> token = token();
        List<ReadyTarget.Value> env = env();
        Optional<ReadyTarget.Credentials> registry = target.image().registry().flatMap(this::credentials);
        List<ReadyTarget.Value> args = buildArgs(env);
        boolean complete = env.size() == target.env().size();
        return complete ? Optional.of(ready(token, env, registry, args)) : Optional.empty();
    }

    /** The target with its token only; empty if that could not be had. */
    Optional<ReadyTarget> tokenOnly() {
        return Optional.of(ready(token(), List.of(), Optional.empty(), List.of()));
    }

    private ReadyTarget ready(
            Optional<Text> token,
            List<ReadyTarget.Value> env,
            Optional<ReadyTarget.Credentials> registry,
            List<ReadyTarget.Value> args) {
        Optional<Secret> secret = token.map(TargetFilling::secret);
        return new ReadyTarget(target, env, secret, registry, args, variables.all(), variables.forHooks());
    }

    private Optional<Text> token() {
        return target.apiToken()
                .filter(source -> !SourceRules.isNothing(source))
                .flatMap(source -> reader.read(KeyPath.of("api_token"), source));
    }

    private List<ReadyTarget.Value> env() {
        List<Interpolation.Entry> entries = new ArrayList<>();
        for (int i = 0; i < target.env().size(); i++) {
            EnvVar variable = target.env().get(i);
            entries.add(new Interpolation.Entry(
                    variable.name().orElse(""),
                    reader.read(ENV.index(i), variable.source()),
                    !variable.source().hasFrom()));
        }
        Interpolation interpolation = new Interpolation(entries);
        List<Optional<Text>> texts = interpolation.values();
        interpolation.cycles().forEach(this::reportCycle);
        interpolation
                .tooLong()
                .forEach(i ->
                        findings.add(site.error("5.2", ENV.index(i), "the value gets too long by its references")));
        List<ReadyTarget.Value> values = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            String name = entries.get(i).name();
            boolean buildArg = target.env().get(i).buildArg().orElse(false);
            texts.get(i).ifPresent(text -> values.add(new ReadyTarget.Value(name, text, buildArg)));
        }
        return values;
    }

    private void reportCycle(Interpolation.Cycle cycle) {
        KeyPath entry = site.pathOf(ENV.index(cycle.first()));
        boolean self = cycle.names().size() == 2;
        String message = self
                ? cycle.names().get(0) + " refers to itself"
                : "variables refer to each other in a circle: " + String.join(" → ", cycle.names());
        findings.add(new Problem(
                Problem.Severity.ERROR,
                "5.2",
                self ? entry : entry.parent(),
                message,
                site.places().locate(entry),
                Optional.empty()));
    }

    private Optional<ReadyTarget.Credentials> credentials(RegistryConfig registry) {
        Optional<Text> username = registry.username().flatMap(source -> reader.read(REGISTRY.key("username"), source));
        Optional<Text> password = registry.password().flatMap(source -> reader.read(REGISTRY.key("password"), source));
        if (username.isEmpty() || password.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> server = registry.server().filter(text -> !text.isEmpty());
        return Optional.of(new ReadyTarget.Credentials(server, username.get(), secret(password.get())));
    }

    /** Arguments of the file first, then variables that are arguments too, unless the file gives one of that name. */
    private List<ReadyTarget.Value> buildArgs(List<ReadyTarget.Value> env) {
        List<ReadyTarget.Value> args = new ArrayList<>();
        Set<String> explicit = new LinkedHashSet<>();
        List<BuildArg> written = BuildInputs.explicit(target);
        for (int i = 0; i < written.size(); i++) {
            String name = written.get(i).name().orElse("");
            explicit.add(name);
            argument(ARGS.index(i), name, written.get(i).source())
                    .ifPresent(text -> args.add(new ReadyTarget.Value(name, text, true)));
        }
        if (target.image().mustBeBuilt()) {
            env.stream()
                    .filter(value -> value.buildArg() && !explicit.contains(value.name()))
                    .forEach(args::add);
        }
        return args;
    }

    /** An argument of which the file gives only the name has the value of the variable of that name, or none. */
    private Optional<Text> argument(KeyPath key, String name, Optional<ValueSource> source) {
        if (source.isPresent()) {
            return reader.read(key, source.get());
        }
        return variables.all().variable(name).map(Secret::of);
    }

    private static Secret secret(Text text) {
        return text instanceof Secret secret ? secret : Secret.of(text.shown());
    }
}
