package dev.haloy;

import dev.haloy.client.ContainerChoice;
import dev.haloy.config.ConfigException;
import dev.haloy.operate.CommandRunner;
import dev.haloy.operate.ExecFailedException;
import dev.haloy.operate.ImagePruner;
import dev.haloy.operate.PruneResult;
import dev.haloy.operate.TargetExec;
import dev.haloy.operate.Tunnel;
import dev.haloy.operate.TunnelException;
import dev.haloy.operate.TunnelListener;
import dev.haloy.operate.TunnelOpener;
import dev.haloy.operate.TunnelOptions;
import dev.haloy.resolve.ReadyTarget;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/**
 * The running containers of the chosen targets, from {@link Selection#containers()}: run something in them, connect with them, clear up
 * behind them. Reads no secret but the servers' tokens. Immutable and safe to share.
 */
public final class Containers {
    private final Setting setting;
    private final Preparation preparation;

    Containers(Setting setting, Preparation preparation) {
        this.setting = setting;
        this.preparation = preparation;
    }

    /**
     * Runs a command in the newest container of each target, and returns what it printed.
     *
     * @param command program and arguments; no shell is involved
     * @return one result per target, in order
     * @throws ExecFailedException if it did not end with 0 everywhere; carries all results
     * @throws ConfigException if the configuration has problems; nothing was sent to any server
     */
    public List<TargetExec> exec(String... command) {
        List<TargetExec> results = tryExec(ContainerChoice.newest(), command);
        if (!results.stream().allMatch(TargetExec::succeeded)) {
            throw new ExecFailedException(results);
        }
        return results;
    }

    /**
     * Runs a command in the chosen containers of each target, and returns what became of it, good or bad. It may run for a minute, and is
     * never run twice.
     *
     * @throws ConfigException if the configuration has problems; nothing was sent to any server
     */
    public List<TargetExec> tryExec(ContainerChoice which, String... command) {
        return setting.world().await(execAsync(which, command));
    }

    /** The same without waiting. Cancelling ends the waiting; the command goes on. */
    public CompletableFuture<List<TargetExec>> execAsync(ContainerChoice which, String... command) {
        CommandRunner runner = new CommandRunner(setting.world(), setting.tokens());
        List<String> words = List.of(command);
        return Launch.launch(
                setting.world(), preparation::withTokensOnly, targets -> runner.run(targets, words, which));
    }

    /**
     * Opens a port of this machine that leads to a container of the one chosen target, until it is closed.
     *
     * @throws TunnelException if the port is taken or the app does not run
     * @throws ConfigException if the configuration has problems
     * @throws IllegalStateException if several targets were chosen
     */
    public Tunnel openTunnel(TunnelOptions options) {
        return openTunnel(options, TunnelListener.NONE);
    }

    /** The same; the listener is told about its connections, on the World's loop. */
    public Tunnel openTunnel(TunnelOptions options, TunnelListener listener) {
        return setting.world().await(openTunnelAsync(options, listener));
    }

    /** The same without waiting. */
    public CompletableFuture<Tunnel> openTunnelAsync(TunnelOptions options, TunnelListener listener) {
        TunnelOpener opener = new TunnelOpener(setting.world(), setting.tokens());
        return Launch.launch(
                setting.world(), preparation::withTokensOnly, targets -> opener.open(one(targets), options, listener));
    }

    private static ReadyTarget one(List<ReadyTarget> targets) {
        if (targets.size() != 1) {
            throw new IllegalStateException("a tunnel leads to one target and " + targets.size() + " were chosen");
        }
        return targets.get(0);
    }

    /**
     * Says which old images the servers would remove; nothing is removed.
     *
     * @param keep how many of the newest images stay; as many as each target's history says by default
     * @return one answer per target, in order
     */
    public List<PruneResult> planImagePruning(OptionalInt keep) {
        return setting.world().await(pruneImagesAsync(keep, false));
    }

    /** Removes old images from the servers; see {@link #planImagePruning}. */
    public List<PruneResult> pruneImages(OptionalInt keep) {
        return setting.world().await(pruneImagesAsync(keep, true));
    }

    /** Removes old images, or says which would be removed, without waiting. */
    public CompletableFuture<List<PruneResult>> pruneImagesAsync(OptionalInt keep, boolean apply) {
        ImagePruner pruner = new ImagePruner(setting.world(), setting.tokens());
        return Launch.launch(
                setting.world(), preparation::withTokensOnly, targets -> pruner.prune(targets, keep, apply));
    }

    /** What was chosen. */
    @Override
    public String toString() {
        return "containers of " + preparation.chosen();
    }
}
