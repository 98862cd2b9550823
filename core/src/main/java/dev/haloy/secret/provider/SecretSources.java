package dev.haloy.secret.provider;

import dev.haloy.config.LoadedConfig;
import dev.haloy.config.SecretProvidersConfig;
import dev.haloy.error.KeyPath;
import dev.haloy.secret.Secret;
import dev.haloy.secret.SecretRef;
import dev.haloy.world.Environment;
import dev.haloy.world.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks up secrets for one run: registered providers first, then the {@code secret_providers} of the file. Asks for each
 * reference, and fetches each source, once only. For use by one thread.
 */
public final class SecretSources {
    /** How long a program of a secret store may take unless said otherwise: people have to approve, too. */
    public static final Duration DEFAULT_LIMIT = Duration.ofMinutes(2);

    private static final String ONE_PASSWORD = "onepassword";
    private static final String SOPS = "sops";
    private static final int MOST_NAMES = 20;

    private final List<NamedProvider> registered;
    private final Optional<SecretProvidersConfig> defined;
    private final Path directory;
    private final Commands commands;
    private final Map<String, Answer<Secret>> secrets = new LinkedHashMap<>();
    private final Map<String, Answer<Map<String, String>>> fetched = new LinkedHashMap<>();

    /** What a question was answered with, so that it need not be asked again. */
    private record Answer<T>(Optional<T> value, Optional<LookupException> failure) {
        static <T> Answer<T> of(Question<T> question) {
            try {
                return new Answer<>(Optional.of(question.ask()), Optional.empty());
            } catch (LookupException e) {
                return new Answer<>(Optional.empty(), Optional.of(e));
            }
        }

        T get() throws LookupException {
            if (failure.isPresent()) {
                throw failure.get();
            }
            return value.orElseThrow();
        }
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask() throws LookupException;
    }

    /** Starts without having asked anybody. */
    public SecretSources(LoadedConfig loaded, List<NamedProvider> registered, World world, Duration limit) {
        this.registered = List.copyOf(registered);
        this.defined = loaded.app().secretProviders();
        this.directory = loaded.directory();
        this.commands = new Commands(world, limit);
    }

    /**
     * The secret of a reference as written.
     *
     * @param reference for example {@code onepassword:prod-db.url}
     * @param environment what programs of secret stores see
     * @throws LookupException if the reference or its source is wrong, or the secret is empty
     */
    public Secret find(String reference, Environment environment) throws LookupException {
        Answer<Secret> answer = secrets.get(reference);
        if (answer == null) {
            answer = Answer.of(() -> lookUp(reference, environment));
            secrets.put(reference, answer);
        }
        return answer.get();
    }

    private Secret lookUp(String reference, Environment environment) throws LookupException {
        int colon = reference.indexOf(':');
        if (colon <= 0 || colon == reference.length() - 1) {
            throw malformed(reference);
        }
        SecretRef ref = new SecretRef(reference.substring(0, colon), reference.substring(colon + 1));
        Optional<Secret> found = fromRegistered(ref);
        Secret secret = found.isPresent() ? found.get() : fromFile(ref, environment);
        if (secret.isEmpty()) {
            throw LookupException.reference("3.3", "the secret '" + reference + "' is empty");
        }
        return secret;
    }

    private static LookupException malformed(String reference) {
        return LookupException.reference(
                "4.3", "'" + reference + "' is not a reference to a secret", "write provider:source:key");
    }

    // A provider is foreign code: whatever it throws is its answer.
    @SuppressWarnings("IllegalCatch")
    private Optional<Secret> fromRegistered(SecretRef ref) throws LookupException {
        for (NamedProvider provider : registered) {
            if (!provider.name().equals(ref.provider())) {
                continue;
            }
            try {
                Optional<Secret> secret = provider.find(ref);
                if (secret.isPresent()) {
                    return secret;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw LookupException.reference("4.4", "the provider of '" + ref + "' was interrupted");
            } catch (Exception e) {
                throw LookupException.reference("4.4", "the provider of '" + ref + "' failed: " + reason(e));
            }
        }
        return Optional.empty();
    }

    private Secret fromFile(SecretRef ref, Environment environment) throws LookupException {
        if (defined.isEmpty()) {
            String message = isRegistered(ref)
                    ? unknownTo(ref) + ", and the file has no secret_providers"
                    : "the file has no secret_providers, and no provider '" + ref.provider() + "' is registered";
            throw LookupException.reference("4.3", message, "say under secret_providers where '" + ref + "' is");
        }
        Map<String, SecretSource> sources = sources(ref);
        Reference reference = Reference.of(ref, sources.keySet());
        SecretSource source = Objects.requireNonNull(sources.get(reference.source()));
        Map<String, String> values = fetch(ref.provider() + ":" + reference.source(), source, environment);
        String value = values.get(reference.key());
        if (value == null) {
            throw LookupException.reference(
                    "4.4",
                    "the source '" + reference.source() + "' has no key '" + reference.key() + "'",
                    "keys: " + some(values.keySet().stream().sorted()));
        }
        return Secret.of(value);
    }

    private Map<String, SecretSource> sources(SecretRef ref) throws LookupException {
        SecretProvidersConfig providers = defined.orElseThrow();
        Map<String, SecretSource> sources = new LinkedHashMap<>();
        KeyPath path = KeyPath.of("secret_providers", ref.provider());
        switch (ref.provider()) {
            case ONE_PASSWORD ->
                providers
                        .onePassword()
                        .forEach((name, item) -> sources.put(name, new OnePassword(item, path.key(name))));
            case SOPS ->
                providers.sops().forEach((name, file) -> sources.put(name, new Sops(file, path.key(name), directory)));
            default ->
                throw LookupException.reference(
                        "4.3",
                        isRegistered(ref) ? unknownTo(ref) : "there is no secret provider '" + ref.provider() + "'",
                        "providers: " + some(providerNames()));
        }
        return sources;
    }

    private boolean isRegistered(SecretRef ref) {
        return registered.stream().anyMatch(provider -> provider.name().equals(ref.provider()));
    }

    private static String unknownTo(SecretRef ref) {
        return "the provider '" + ref.provider() + "' does not know '" + ref + "'";
    }

    private static String reason(Exception e) {
        return Objects.requireNonNullElseGet(e.getMessage(), () -> e.getClass().getSimpleName());
    }

    private Stream<String> providerNames() {
        Stream<String> names = registered.stream().map(NamedProvider::name);
        return Stream.concat(names, Stream.of(ONE_PASSWORD, SOPS)).distinct();
    }

    private Map<String, String> fetch(String name, SecretSource source, Environment environment)
            throws LookupException {
        Answer<Map<String, String>> answer = fetched.get(name);
        if (answer == null) {
            answer = Answer.of(() -> source.fetch(commands, environment));
            fetched.put(name, answer);
        }
        return answer.get();
    }

    static String some(Stream<String> names) {
        List<String> all = names.toList();
        String shown = String.join(", ", all.subList(0, Math.min(MOST_NAMES, all.size())));
        if (all.isEmpty()) {
            return "none";
        }
        return all.size() > MOST_NAMES ? shown + " and " + (all.size() - MOST_NAMES) + " more" : shown;
    }
}
