package dev.haloy;

import dev.haloy.client.DeploymentId;
import dev.haloy.client.LogOptions;
import dev.haloy.config.ConfigException;
import dev.haloy.config.LoadedConfig;
import dev.haloy.deploy.DeployEvent;
import dev.haloy.deploy.DeployResult;
import dev.haloy.deploy.DeploymentFailedException;
import dev.haloy.deploy.EarlierVersion;
import dev.haloy.deploy.Plan;
import dev.haloy.deploy.SavedPlan;
import dev.haloy.operate.LogFollowing;
import dev.haloy.operate.LogListener;
import dev.haloy.operate.LogReader;
import dev.haloy.operate.RollbackTargets;
import dev.haloy.operate.ServerAccess;
import dev.haloy.operate.StopFailedException;
import dev.haloy.operate.StopOptions;
import dev.haloy.operate.StopResult;
import dev.haloy.operate.TargetLog;
import dev.haloy.operate.TargetStatus;
import dev.haloy.resolve.Explainer;
import dev.haloy.resolve.Explanation;
import dev.haloy.resolve.ResolvedTarget;
import dev.haloy.resolve.TargetSelection;
import dev.haloy.secret.SecretException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Targets that were chosen, and what can be done with them.
 *
 * <p>Immutable and safe to share. Nothing is looked up before a verb is called, and every call looks anew: a secret that
 * changed is used, a target that was misspelt is reported.
 */
public final class Selection {
    private final LoadedConfig config;
    private final Setting setting;
    private final TargetSelection chosen;
    private final Optional<SavedPlan> plan;

    Selection(LoadedConfig config, Setting setting, TargetSelection chosen, Optional<SavedPlan> plan) {
        this.config = config;
        this.setting = setting;
        this.chosen = chosen;
        this.plan = plan;
    }

    /** The same with protected targets, which a choice of all targets leaves out. Targets that were named are in anyway. */
    public Selection includingProtected() {
        boolean all = chosen instanceof TargetSelection.All;
        return all ? new Selection(config, setting, TargetSelection.allIncludingProtected(), plan) : this;
    }

    /** Tells what happens in runs of this selection; see {@link Project#on}. */
    public <E extends DeployEvent> Selection on(Class<E> type, Consumer<? super E> listener) {
        return new Selection(config, setting.on(type, listener), chosen, plan);
    }

    /**
     * What the chosen targets mean: everything inherited, every default in place, no value of a secret read.
     *
     * @return in the order they were chosen, or the configuration's order
     * @throws ConfigException with every problem of the chosen targets at once
     */
    public List<ResolvedTarget> targets() {
        return Lines.of(preparation().resolve().targets(), Selection::line);
    }

    private static String line(ResolvedTarget target) {
        return target.key() + " (" + target.server() + ")  " + target.name() + "  "
                + target.image().reference() + "  x" + target.replicas();
    }

    /**
     * Why a setting of the one chosen target is what it is. Reads no variable and no secret, and works on a configuration with mistakes too.
     *
     * @param path the setting, for example {@code replicas}, {@code image.tag}, {@code env.LOG_LEVEL}
     * @throws ConfigException if there is no such setting; it says which one may be meant
     * @throws IllegalStateException if several targets were chosen; see {@link SelectionDetails#explainEach}
     */
    public Explanation explain(String path) {
        return explainer().explain(path);
    }

    /**
     * Deploys every chosen target and returns when each server has confirmed its new version.
     *
     * <p>Different servers are worked on at the same time; targets of one server one after another, in order. A lost
     * connection is no result: the server is asked what it runs.
     *
     * <pre>{@code
     * project.target("production").deploy();   // returns: production runs the new version
     * project.target("staging").deploy();      // the new version is not healthy: throws, the old one still serves
     * }</pre>
     *
     * @return one confirmed result per target
     * @throws DeploymentFailedException if any target did not end as deployed; carries all results
     * @throws ConfigException if the configuration has problems; nothing was sent to any server
     * @throws SecretException if a secret cannot be had; nothing was sent to any server
     * @throws java.util.concurrent.CancellationException if the calling thread was interrupted; the run is cancelled, and
     *     what servers accepted goes on there
     */
    public DeployResult deploy() {
        DeployResult result = tryDeploy();
        if (!result.isDone()) {
            throw new DeploymentFailedException(result);
        }
        return result;
    }

    /**
     * Deploys like {@link #deploy()} and returns one outcome per target, good or bad.
     *
     * @throws ConfigException if the configuration has problems; nothing was sent to any server
     * @throws SecretException if a secret cannot be had; nothing was sent to any server
     */
    public DeployResult tryDeploy() {
        return setting.world().await(deployAsync());
    }

    /**
     * Deploys like {@link #tryDeploy()} without waiting. Configuration and secrets are read on the World's threads too, so
     * their exceptions arrive through the future.
     *
     * <p>Cancelling the future starts nothing new and closes what is open; what servers accepted goes on there, and the
     * result of the cancelled run is told to listeners of {@link DeployEvent.RunFinished}.
     */
    public CompletableFuture<DeployResult> deployAsync() {
        return Launch.launch(
                setting.world(),
                preparation()::request,
                request -> plan.map(saved -> setting.promoting(
                                saved.promoted(),
                                request,
                                ready -> setting.deployer().deploy(ready, saved)))
                        .orElseGet(() -> setting.deployer().deploy(request)));
    }

    Selection boundTo(SavedPlan saved) {
        return new Selection(config, setting, chosen, Optional.of(saved));
    }

    Continuation continuation() {
        return new Continuation(setting, preparation());
    }

    /**
     * Looks at the servers and says what a deployment would do, without doing it.
     *
     * @return a plan that can be applied exactly as shown
     * @throws ConfigException if the configuration has problems
     * @throws SecretException if a secret cannot be had
     */
    public Plan plan() {
        return setting.world().await(Launch.launch(setting.world(), preparation()::request, setting.deployer()::plan));
    }

    /**
     * Asks the servers what they run of each chosen target. Reads no secret but the servers' tokens. A server that cannot
     * say is part of the answer, not an exception.
     *
     * @return one answer per target, in order
     * @throws ConfigException if the configuration has problems
     */
    public List<TargetStatus> status() {
        return Lines.of(setting.world().await(async().status()));
    }

    /** Which earlier versions the servers have kept, one answer per target; see {@link Versions#list}. */
    public List<RollbackTargets> rollbackTargets() {
        return versions().list();
    }

    /**
     * Brings an earlier version of every chosen target back and returns when each server has confirmed it; see {@link Rollback#run}.
     *
     * @param deploymentId the version, as {@link #rollbackTargets} names it
     */
    public DeployResult rollbackTo(String deploymentId) {
        return versions()
                .rollback(EarlierVersion.of(new DeploymentId(deploymentId)))
                .run();
    }

    /**
     * Brings back what ran before, of every chosen target; see {@link Rollback#run}. Versions that a run of this World is known to have
     * seen fail are passed over.
     */
    public DeployResult rollbackToPrevious() {
        return versions().rollback(EarlierVersion.previous()).run();
    }

    /** Earlier versions: which there are, and going back without waiting. */
    public Versions versions() {
        return new Versions(setting, preparation());
    }

    Explainer explainer() {
        List<Explainer> explainers = preparation().explainers();
        if (explainers.size() != 1) {
            throw new IllegalStateException("explain(..) is for one target and " + explainers.size()
                    + " were chosen; choose one, or use details().explainEach(..)");
        }
        return explainers.get(0);
    }

    /**
     * Stops the chosen apps, keeps containers and volumes, and returns when each server shows it; see {@link #stop(StopOptions)}.
     *
     * @return one result per target, in order
     * @throws StopFailedException if any app was not seen to be stopped; carries all results
     * @throws ConfigException if the configuration has problems; nothing was sent to any server
     */
    public List<StopResult> stop() {
        return stop(StopOptions.keepingEverything());
    }

    /**
     * Stops the chosen apps and returns when each server shows it. Reads no secret but the servers' tokens. Protected targets are
     * stopped only if they were named or {@link #includingProtected()} was said.
     *
     * @return one result per target, in order
     * @throws StopFailedException if any app was not seen to be stopped; carries all results
     * @throws ConfigException if the configuration has problems; nothing was sent to any server
     */
    public List<StopResult> stop(StopOptions options) {
        List<StopResult> results = setting.world().await(async().stop(options));
        if (!results.stream().allMatch(StopResult::isDone)) {
            throw new StopFailedException(results);
        }
        return Lines.of(results);
    }

    /** The last hundred lines of the newest container of each chosen app; see {@link #logs(LogOptions)}. */
    public List<TargetLog> logs() {
        return logs(LogOptions.ofDefaults());
    }

    /**
     * What containers of the chosen apps have printed up to now. Reads no secret but the servers' tokens. A server that cannot say is
     * part of the answer, not an exception.
     *
     * @return one answer per target, in order
     * @throws ConfigException if the configuration has problems
     */
    public List<TargetLog> logs(LogOptions options) {
        return setting.world().await(async().logs(options));
    }

    /**
     * Follows what containers of the chosen apps print, across broken connections and new deployments, until the result is closed.
     * The listener is called on the World's loop.
     *
     * @throws ConfigException if the configuration has problems; nothing is followed then
     */
    public LogFollowing followLogs(LogOptions options, LogListener listener) {
        return new LogReader(setting.world(), setting.tokens())
                .follow(preparation().withTokensOnly(), options, listener);
    }

    /** The same answers without waiting. */
    public AsyncSelection async() {
        return new AsyncSelection(setting, preparation());
    }

    /** The containers of the chosen targets: run something in them, connect with them. */
    public Containers containers() {
        return new Containers(setting, preparation());
    }

    /** The servers of the chosen targets, each once. */
    public SelectedServers servers() {
        return new SelectedServers(
                setting.world(), () -> ServerAccess.of(preparation().withTokensOnly(), setting.tokens()));
    }

    /** What it is made of, for tools. */
    public SelectionDetails details() {
        return new SelectionDetails(setting, preparation());
    }

    private Preparation preparation() {
        return new Preparation(config, setting, chosen);
    }

    /** What was chosen. */
    @Override
    public String toString() {
        return chosen.toString();
    }
}
