package dev.haloy;

import dev.haloy.config.AppConfig;
import dev.haloy.config.ConfigWriter;
import dev.haloy.config.ImageConfig;
import dev.haloy.config.LoadedConfig;
import dev.haloy.config.SecretProvidersConfig;
import dev.haloy.config.TargetConfig;
import dev.haloy.config.ValueSource;
import dev.haloy.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * An app described in Java instead of a file. Whatever a {@code haloy.yaml} can say, it can say.
 *
 * <p>Immutable: every call returns a changed copy, so a half-finished description can be shared and finished in several
 * ways. {@link #project()} closes the description; only a {@link Project} can be deployed. Nothing is checked before a
 * target is resolved, and then everything at once.
 *
 * <pre>{@code
 * Project project = Haloy.app("my-app")
 *     .image("ghcr.io/my-org/my-app:v1.2.3")
 *     .env("LOG_LEVEL", "info")
 *     .target("production", t -> t.server("prod.haloy.com").replicas(3).domain("my-app.com"))
 *     .target("staging", t -> t.server("staging.haloy.com").image(i -> i.tag("main")))
 *     .project();
 * }</pre>
 */
public final class App {
    private final AppConfig config;

    private App(AppConfig config) {
        this.config = config;
    }

    static App named(String name) {
        return new App(AppConfig.builder()
                .base(TargetConfig.builder().name(name).build())
                .build());
    }

    /** Goes on from a description that exists, for example one that was read from a file. */
    public static App of(AppConfig config) {
        return new App(config);
    }

    /** Sets the image's repository for all targets, with or without a tag or digest. */
    public App image(String repository) {
        return defaults(all -> all.image(repository));
    }

    /** Changes the image of all targets, starting from what was said about it before. */
    public App image(UnaryOperator<ImageConfig.Builder> change) {
        return defaults(all -> all.image(change));
    }

    /** Sets an environment variable for all targets; a target's own value goes before it. */
    public App env(String name, String value) {
        return defaults(all -> all.env(name, value));
    }

    /** Sets an environment variable for all targets whose value comes from elsewhere. */
    public App env(String name, ValueSource source) {
        return defaults(all -> all.env(name, source));
    }

    /** Chooses the server. Without targets this app is deployed there; with targets it is their default. */
    public App server(String address) {
        return defaults(all -> all.server(address));
    }

    /** Adds a domain and other names that redirect to it; the default of targets that name no domain. */
    public App domain(String domain, String... aliases) {
        return defaults(all -> all.domain(domain, aliases));
    }

    /** Sets the number of containers for all targets; without it one. */
    public App replicas(int count) {
        return defaults(all -> all.replicas(count));
    }

    /** Sets the port the app listens on; without it 8080. */
    public App port(int port) {
        return defaults(all -> all.port(port));
    }

    /** Sets the path that answers when the app is healthy; without it {@code /}. */
    public App healthCheckPath(String path) {
        return defaults(all -> all.healthCheckPath(path));
    }

    /** Adds a volume as {@code source:/target[:options]}. */
    public App volume(String volume) {
        return defaults(all -> all.volume(volume));
    }

    /** Changes anything at the top level: defaults of all targets, or the only target if there are none. */
    public App defaults(UnaryOperator<Target> change) {
        TargetConfig base = change.apply(Target.of(config.base())).settings();
        return with(to -> to.base(base));
    }

    /** Adds a target, or changes the one of this key. Targets keep the order in which they were added. */
    public App target(String key, UnaryOperator<Target> change) {
        Map<String, TargetConfig> targets = new LinkedHashMap<>(config.targets());
        Target before = Target.of(targets.getOrDefault(key, TargetConfig.EMPTY));
        targets.put(key, change.apply(before).settings());
        return with(to -> to.targets(targets));
    }

    /** Adds an image that targets can take by its key, or changes the one of this key. */
    public App namedImage(String key, UnaryOperator<ImageConfig.Builder> change) {
        Map<String, ImageConfig> images = new LinkedHashMap<>(config.images());
        ImageConfig before = images.getOrDefault(key, ImageConfig.builder().build());
        images.put(key, change.apply(ImageConfig.builder(before)).build());
        return with(to -> to.images(images));
    }

    /** Says where references to secrets lead. Providers given by {@link Project#withSecrets} need no entry here. */
    public App secretProviders(SecretProvidersConfig providers) {
        return with(to -> to.secretProviders(providers));
    }

    /** Adds a shell command that runs here once, before anything is built or deployed. */
    public App globalPreDeploy(String command) {
        List<String> commands = new ArrayList<>(config.globalPreDeploy());
        commands.add(command);
        return with(to -> to.globalPreDeploy(commands));
    }

    /** Adds a shell command that runs here once, after every target was deployed. */
    public App globalPostDeploy(String command) {
        List<String> commands = new ArrayList<>(config.globalPostDeploy());
        commands.add(command);
        return with(to -> to.globalPostDeploy(commands));
    }

    /** What was said so far. */
    public AppConfig config() {
        return config;
    }

    /** Closes the description. Hooks run in the process's working directory, and relative paths start there. */
    public Project project() {
        World world = World.system();
        return Project.of(LoadedConfig.inMemory(config, world.environment().workingDirectory()), world);
    }

    /** The description as a {@code haloy.yaml} that says the same. */
    public String toYaml() {
        return ConfigWriter.toYaml(config);
    }

    @Override
    public String toString() {
        return config.toString();
    }

    private App with(UnaryOperator<AppConfig.Builder> change) {
        return new App(change.apply(AppConfig.builder(config)).build());
    }
}
