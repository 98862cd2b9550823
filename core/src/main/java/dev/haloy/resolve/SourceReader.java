package dev.haloy.resolve;

import dev.haloy.config.ValueSource;
import dev.haloy.error.KeyPath;
import dev.haloy.error.Problem;
import dev.haloy.secret.Secret;
import dev.haloy.secret.Text;
import dev.haloy.secret.provider.LookupException;
import dev.haloy.secret.provider.SecretSources;
import java.util.Optional;

/** Gets single values of a target and reports those that cannot be had. */
final class SourceReader {
    private final Site site;
    private final EnvFiles.TargetVariables variables;
    private final SecretSources secrets;
    private final Findings findings;

    SourceReader(Site site, EnvFiles.TargetVariables variables, SecretSources secrets, Findings findings) {
        this.site = site;
        this.variables = variables;
        this.secrets = secrets;
        this.findings = findings;
    }

    /** The value of a valid source that stands at the key; empty if it could not be had. */
    Optional<Text> read(KeyPath key, ValueSource source) {
        KeyPath from = key.key("from");
        if (source.fromEnv().isPresent()) {
            return variable(from.key("env"), source.fromEnv().get()).map(Secret::of);
        }
        if (source.fromSecret().isPresent()) {
            return secret(from.key("secret"), source.fromSecret().get()).map(secret -> secret);
        }
        return source.value().map(Text::plain);
    }

    private Optional<String> variable(KeyPath key, String name) {
        Optional<Problem> hidden = variables.mistakeHiding(name);
        if (hidden.isPresent()) {
            findings.add(hidden.get());
            return Optional.empty();
        }
        Optional<String> value = variables.all().variable(name);
        if (value.isEmpty()) {
            boolean empty = variables.all().variables().containsKey(name);
            findings.add(site.error(
                    "4.2",
                    key,
                    "the environment variable " + name + (empty ? " is empty" : " is not set"),
                    "set it, or add it to a .env file"));
        }
        return value;
    }

    private Optional<Secret> secret(KeyPath key, String reference) {
        try {
            return Optional.of(secrets.find(reference, variables.forPrograms()));
        } catch (LookupException e) {
            KeyPath path = e.definition().map(this::definition).orElseGet(() -> site.pathOf(key));
            findings.add(new Problem(
                    Problem.Severity.ERROR,
                    e.rule(),
                    path,
                    e.getMessage(),
                    site.places().locate(path),
                    e.hint()));
            return Optional.empty();
        }
    }

    /** Names of sources are the user's; only the key above them has two spellings. */
    private KeyPath definition(KeyPath snakeCase) {
        KeyPath path = KeyPath.ROOT;
        for (Object step : snakeCase.steps()) {
            path = path.key(path.isRoot() ? site.places().spell((String) step) : (String) step);
        }
        return path;
    }
}
