package dev.haloy;

import dev.haloy.config.ConfigException;
import dev.haloy.deploy.DeployRequest;
import dev.haloy.deploy.DeployResult;
import dev.haloy.deploy.DeploymentFailedException;
import dev.haloy.deploy.Plan;
import dev.haloy.deploy.RunRefusedException;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.world.World;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Deploying to some targets the image that runs at another one, with their own settings; from {@link Project#promote}. Immutable; each call
 * looks anew.
 *
 * <p>Servers do not say which image they run. It is taken from the journal of the run that deployed it, by its digest where that is known,
 * so it must have been deployed from here: with the World's store of runs, which the command line keeps on disk. Refused, with the reason,
 * if somebody else deployed it, if it was not seen to succeed or is not well now, if its name may lead to another image by now, or if it was
 * sent to that server alone and is not here any more. Nothing is built.
 */
public final class Promotion {
    private final Setting setting;
    private final Preparation from;
    private final Preparation to;

    private Promotion(Setting setting, Preparation from, Preparation to) {
        this.setting = setting;
        this.from = from;
        this.to = to;
    }

    /** Where the image is taken from; say where {@linkplain #to(String...) to}. */
    public static final class Source {
        private final Project project;
        private final String from;

        Source(Project project, String from) {
            this.project = project;
            this.from = from;
        }

        /**
         * The targets that shall run the image, in this order.
         *
         * @throws IllegalArgumentException if the source is among them, or there are none
         */
        public Promotion to(String... targets) {
            return project.promotion(from, targets);
        }
    }

    static Promotion of(Setting setting, Preparation from, Preparation to) {
        return new Promotion(setting, from, to);
    }

    /**
     * Looks at the servers and says what would be deployed, without doing it.
     *
     * @throws RunRefusedException if it is not certain what is to be promoted; says why
     * @throws ConfigException if the configuration has problems
     */
    public Plan plan() {
        return world().await(start(setting.deployer()::plan));
    }

    /**
     * Deploys and returns when each server has confirmed it, like {@link Selection#deploy()}.
     *
     * @throws DeploymentFailedException if any target did not end as deployed; carries all results
     * @throws RunRefusedException if it is not certain what is to be promoted; nothing was sent to any server
     * @throws ConfigException if the configuration has problems; nothing was sent to any server
     */
    public DeployResult deploy() {
        DeployResult result = tryDeploy();
        if (!result.isDone()) {
            throw new DeploymentFailedException(result);
        }
        return result;
    }

    /** Deploys and returns one outcome per target, good or bad. */
    public DeployResult tryDeploy() {
        return world().await(deployAsync());
    }

    /** Deploys without waiting; exceptions arrive through the future. Cancelling it is like cancelling {@link Selection#deployAsync()}. */
    public CompletableFuture<DeployResult> deployAsync() {
        return start(setting.deployer()::deploy);
    }

    private <T> CompletableFuture<T> start(Function<DeployRequest, CompletableFuture<T>> work) {
        return Launch.launch(
                world(),
                () -> new Prepared(from.withTokensOnly().get(0), to.request()),
                prepared -> Launch.chain(world(), setting.promoter().promote(prepared.from(), prepared.to()), work));
    }

    /** Both sides, with what each needs. */
    private record Prepared(ReadyTarget from, DeployRequest to) {}

    private World world() {
        return setting.world();
    }

    /** From where to where. */
    @Override
    public String toString() {
        return from.chosen() + " to " + to.chosen();
    }
}
