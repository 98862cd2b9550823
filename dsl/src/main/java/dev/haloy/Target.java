package dev.haloy;

import dev.haloy.config.DomainConfig;
import dev.haloy.config.EnvVar;
import dev.haloy.config.ImageConfig;
import dev.haloy.config.TargetConfig;
import dev.haloy.config.ValueSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The settings of one target while it is described in Java. What is not said is inherited from the app or gets its default.
 *
 * <p>Immutable: every call returns a changed copy. You meet it in the lambda of {@link App#target} and {@link
 * App#defaults}. Domains, volumes and hooks given here replace inherited ones as a whole; environment variables are merged
 * by name.
 */
public final class Target {
    private final TargetConfig settings;

    private Target(TargetConfig settings) {
        this.settings = settings;
    }

    static Target of(TargetConfig settings) {
        return new Target(settings);
    }

    /** Chooses the server, for example {@code prod.haloy.com}; without it {@code localhost}. */
    public Target server(String address) {
        return with(to -> to.server(address));
    }

    /** Gives the token for the server; without it the client configuration is asked. */
    public Target apiToken(ValueSource token) {
        return with(to -> to.apiToken(token));
    }

    /** Names the app on its server; without it the app's name. */
    public Target name(String name) {
        return with(to -> to.name(name));
    }

    /** Sets the image's repository, with or without a tag or digest; keeps what else was said about the image. */
    public Target image(String repository) {
        return image(to -> to.repository(repository));
    }

    /** Changes the image, starting from what was said about it before in this target. */
    public Target image(UnaryOperator<ImageConfig.Builder> change) {
        ImageConfig.Builder builder = settings.image().map(ImageConfig::builder).orElseGet(ImageConfig::builder);
        ImageConfig image = change.apply(builder).build();
        return with(to -> to.image(image));
    }

    /** Takes the image from the app's named ones. */
    public Target imageKey(String key) {
        return with(to -> to.imageKey(key));
    }

    /** Sets an environment variable of the app; a second value for a name replaces the first. */
    public Target env(String name, String value) {
        return env(EnvVar.of(name, value));
    }

    /** Sets an environment variable of the app whose value comes from elsewhere, such as {@code ValueSource.secret("vault:db")}. */
    public Target env(String name, ValueSource source) {
        return env(EnvVar.of(name, source));
    }

    /** Sets an environment variable of the app with everything that can be said about one. */
    public Target env(EnvVar variable) {
        List<EnvVar> env = new ArrayList<>(settings.env());
        Optional<EnvVar> old =
                env.stream().filter(each -> each.name().equals(variable.name())).findFirst();
        if (old.isPresent()) {
            env.set(env.indexOf(old.get()), variable);
        } else {
            env.add(variable);
        }
        return with(to -> to.env(env));
    }

    /** Adds a domain that leads to the app, and other names that redirect to it. */
    public Target domain(String domain, String... aliases) {
        DomainConfig added = DomainConfig.of(domain, aliases);
        return with(to -> to.domains(plus(settings.domains(), added)));
    }

    /** Sets the number of containers; without it one. */
    public Target replicas(int count) {
        return with(to -> to.replicas(count));
    }

    /** Sets the port the app listens on; without it 8080. */
    public Target port(int port) {
        return with(to -> to.port(Integer.toString(port)));
    }

    /** Sets the path that answers when the app is healthy; without it {@code /}. */
    public Target healthCheckPath(String path) {
        return with(to -> to.healthCheckPath(path));
    }

    /** Adds a volume as {@code source:/target[:options]}. */
    public Target volume(String volume) {
        return with(to -> to.volumes(plus(settings.volumes(), volume)));
    }

    /** Adds a shell command that runs here before this target is deployed. */
    public Target preDeploy(String command) {
        return with(to -> to.preDeploy(plus(settings.preDeploy(), command)));
    }

    /** Adds a shell command that runs here once this target was deployed. */
    public Target postDeploy(String command) {
        return with(to -> to.postDeploy(plus(settings.postDeploy(), command)));
    }

    /** Leaves this target out when all targets are deployed. */
    public Target protect() {
        return with(to -> to.isProtected(true));
    }

    /**
     * Says anything a target can say in a file, in the file's own words: network, strategy, preset, empty lists that clear
     * inherited ones. Starts from what was said before.
     */
    public Target with(UnaryOperator<TargetConfig.Builder> change) {
        return new Target(change.apply(TargetConfig.builder(settings)).build());
    }

    /** What was said so far. */
    public TargetConfig settings() {
        return settings;
    }

    @Override
    public String toString() {
        return settings.toString();
    }

    private static <T> List<T> plus(Optional<List<T>> before, T added) {
        List<T> longer = new ArrayList<>(before.orElse(List.of()));
        longer.add(added);
        return List.copyOf(longer);
    }
}
