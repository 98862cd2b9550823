package dev.haloy;

import dev.haloy.client.Tokens;
import dev.haloy.config.ConfigWriter;
import dev.haloy.config.LoadedConfig;
import dev.haloy.config.ServerAddress;
import dev.haloy.deploy.DeployEvent;
import dev.haloy.deploy.DeployPolicy;
import dev.haloy.deploy.DeployResult;
import dev.haloy.deploy.DeploymentFailedException;
import dev.haloy.deploy.Hook;
import dev.haloy.deploy.LoggingListener;
import dev.haloy.deploy.RunRefusedException;
import dev.haloy.deploy.RunSummary;
import dev.haloy.deploy.Runs;
import dev.haloy.deploy.SavedPlan;
import dev.haloy.error.Problem;
import dev.haloy.image.ImageSource;
import dev.haloy.lock.Locks;
import dev.haloy.resolve.Explainer;
import dev.haloy.resolve.ResolveOptions;
import dev.haloy.resolve.Resolver;
import dev.haloy.resolve.TargetDiff;
import dev.haloy.resolve.TargetSelection;
import dev.haloy.secret.Secret;
import dev.haloy.secret.SecretProvider;
import dev.haloy.world.World;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A configuration and how to work with it: policy, secrets, listeners, World. Choose targets to get on.
 *
 * <p>Immutable: every call returns a new object, so one project may serve many threads and be changed for one call only.
 */
public final class Project {
    private final LoadedConfig config;
    private final Setting setting;

    Project(LoadedConfig config, Setting setting) {
        this.config = config;
        this.setting = setting;
    }

    static Project of(LoadedConfig config, World world) {
        return new Project(config, Setting.of(world));
    }

    /**
     * One target. Whether it exists is checked when it is used, with the names that do exist in the error.
     *
     * @param key the target's key in the file
     */
    public Selection target(String key) {
        return targets(key);
    }

    /** Some targets, in this order; on one server they are deployed in it. */
    public Selection targets(String... keys) {
        return select(TargetSelection.named(keys));
    }

    /** Every target but the protected ones; see {@link Selection#includingProtected()}. */
    public Selection allTargets() {
        return select(TargetSelection.all());
    }

    /** The one target of a configuration without targets. */
    public Selection onlyTarget() {
        return select(TargetSelection.only());
    }

    /**
     * The targets of a plan that was written down, bound to it: deploying them is refused where a server or the configuration has
     * moved since.
     */
    public Selection planned(SavedPlan plan) {
        boolean single = config.app().targets().isEmpty();
        Selection targets = single ? onlyTarget() : targets(plan.targets().toArray(String[]::new));
        return targets.boundTo(plan);
    }

    /**
     * The image that runs at a target, to be deployed to others as well: {@code promote("staging").to("production")}.
     *
     * @param from the target where it runs now
     */
    public Promotion.Source promote(String from) {
        return new Promotion.Source(this, from);
    }

    Promotion promotion(String from, String... to) {
        if (to.length == 0 || List.of(to).contains(from)) {
            throw new IllegalArgumentException("promoting from '" + from + "' needs other targets to promote to");
        }
        return Promotion.of(
                setting,
                new Preparation(config, setting, TargetSelection.named(from)),
                new Preparation(config, setting, TargetSelection.named(to)));
    }

    private Selection select(TargetSelection targets) {
        return new Selection(config, setting, targets, Optional.empty());
    }

    /** Time limits, retries, and what happens after a failure. */
    public Project withPolicy(DeployPolicy policy) {
        return new Project(config, setting.withPolicy(policy));
    }

    /**
     * Asks this provider for secrets whose reference begins with the name and a colon, before anything that the configuration
     * says about providers. A later one of the same name is asked first.
     */
    public Project withSecrets(String name, SecretProvider provider) {
        return new Project(config, setting.withSecrets(name, provider));
    }

    /** Takes the tokens of servers from here instead of the configuration directory. */
    public Project withTokens(Tokens tokens) {
        return new Project(config, setting.withTokens(tokens));
    }

    /**
     * Uses this token for one server; the tokens of others still come from where they came from.
     *
     * @param server its address, in any spelling
     * @throws IllegalArgumentException if that is no address
     */
    public Project withToken(String server, Secret token) {
        return new Project(config, setting.withToken(ServerAddress.parse(server), token));
    }

    /**
     * The same project with an image that this program has already. Targets that would have an image of this name built get this one
     * sent instead, without Docker on this machine.
     *
     * @param reference the image's name with its tag; without a tag {@code latest} is meant
     * @param image the image
     */
    public Project withImage(String reference, ImageSource image) {
        boolean tagged = reference.lastIndexOf(':') > reference.lastIndexOf('/');
        return new Project(config, setting.withImage(tagged ? reference : reference + ":latest", image));
    }

    /** Sends requests through this client: it brings its proxy, TLS settings and connections. */
    public Project withHttpClient(HttpClient client) {
        return withWorld(setting.world().but().http(client).build());
    }

    /** Works in another World: another time, other servers, no right to start programs. */
    public Project withWorld(World world) {
        return new Project(config, setting.withWorld(world));
    }

    /**
     * Tells what happens in runs, while it happens. {@code DeployEvent.class} hears everything.
     *
     * <p>Called on the run's thread, one event after another: be quick. An exception from a listener is swallowed.
     */
    public <E extends DeployEvent> Project on(Class<E> type, Consumer<? super E> listener) {
        return new Project(config, setting.on(type, listener));
    }

    /**
     * Asks for a listener at the beginning of every run, and tells it what happens in that run: for what must tell runs apart that
     * go on at the same time, such as {@link LoggingListener}. Called like listeners of {@link #on}.
     */
    public Project onEachRun(Supplier<? extends Consumer<DeployEvent>> listeners) {
        return new Project(config, setting.with(setting.around().with(listeners)));
    }

    /**
     * Does this in every run, beside the commands of the configuration; a hook that is added later runs later.
     *
     * @see Hook
     */
    public Project withHook(Hook hook) {
        return new Project(config, setting.with(setting.around().with(hook)));
    }

    /**
     * Locks each server and app while a run deploys there, so that other processes and machines that use the same locks wait.
     *
     * @see Locks
     */
    public Project withLocks(Locks locks) {
        return new Project(config, setting.with(setting.around().with(locks)));
    }

    /** The runs that the World's store has journals of, the oldest first. */
    public List<RunSummary> runs() {
        return new Runs(setting.world().runs()).list();
    }

    /**
     * Goes on with a run of this configuration that was interrupted, by a crash or by being cancelled, and returns when each
     * server has said how it ended.
     *
     * <p>What was deployed is not deployed again; what was sent and has no outcome is found out about; what was not sent is sent now.
     *
     * @param runId the run, see {@link #runs()}
     * @return one outcome per target of that run
     * @throws DeploymentFailedException if any target did not end as deployed; carries all results
     * @throws RunRefusedException if the run is not known, or what is left to be deployed has changed since
     */
    public DeployResult resume(String runId) {
        DeployResult result = setting.world().await(resumeAsync(runId));
        if (!result.isDone()) {
            throw new DeploymentFailedException(result);
        }
        return result;
    }

    /**
     * Goes on like {@link #resume} without waiting; the future completes with one outcome per target, good or bad. Cancelling it
     * is like cancelling {@link Selection#deployAsync()}.
     *
     * @throws RunRefusedException if the run is not known
     */
    public CompletableFuture<DeployResult> resumeAsync(String runId) {
        RunSummary run = new Runs(setting.world().runs()).get(runId);
        boolean single = config.app().targets().isEmpty();
        return (single ? onlyTarget() : targets(run.targets().toArray(String[]::new)))
                .continuation()
                .resume(run);
    }

    /**
     * Follows what a run has sent and nobody has seen the end of, because it was detached, cancelled or crashed. Sends nothing and runs
     * no hooks. The future completes with one outcome per such target.
     *
     * @throws RunRefusedException if the run is not known, or the end of everything it sent is known
     */
    public CompletableFuture<DeployResult> attachAsync(String runId) {
        List<String> keys = new Runs(setting.world().runs()).toFollow(runId);
        boolean single = config.app().targets().isEmpty();
        return (single ? onlyTarget() : targets(keys.toArray(String[]::new)))
                .continuation()
                .attach(runId);
    }

    /** The configuration as written, with the place of every value. */
    public LoadedConfig config() {
        return config;
    }

    /** The keys of the targets in declared order; empty if the configuration has only one target without a key. */
    public List<String> targetKeys() {
        return List.copyOf(config.app().targets().keySet());
    }

    /** Every problem of every target, protected ones too, errors and warnings; no value is looked up for it. */
    public List<Problem> problems() {
        return Resolver.validate(config, ResolveOptions.defaults());
    }

    /**
     * How two targets differ, and why. Reads no variable and no secret.
     *
     * @throws dev.haloy.config.ConfigException if there is no such target
     */
    public TargetDiff diff(String left, String right) {
        Explainer first = target(left).explainer();
        return TargetDiff.of(first, target(right).explainer());
    }

    /**
     * The configuration as a file that says the same, without comments. What stands there as a plain value stands here too,
     * even if it is a password; values from elsewhere stay references.
     */
    public String toYaml() {
        return ConfigWriter.toYaml(config.app());
    }

    /** Where it was read from, and its targets. */
    @Override
    public String toString() {
        return "Project[" + config.file().map(Object::toString).orElse("described in Java") + ", targets "
                + targetKeys() + "]";
    }
}
