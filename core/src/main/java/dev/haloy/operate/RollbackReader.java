package dev.haloy.operate;

import dev.haloy.client.AppStatus;
import dev.haloy.client.DeploymentId;
import dev.haloy.client.PastDeployment;
import dev.haloy.client.ServerClient;
import dev.haloy.client.Tokens;
import dev.haloy.deploy.Chronicle;
import dev.haloy.error.HaloyException;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.resolve.ResolvedTarget;
import dev.haloy.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Asks servers which versions of an app they have kept. Changes nothing; a server that cannot be asked does not hide the others'
 * answers.
 */
public final class RollbackReader {
    /** Servers look through their images for this. */
    private static final Duration CALL_TIMEOUT = Duration.ofMinutes(2);

    private final World world;
    private final Tokens tokens;
    private final Chronicle chronicle;

    /** Reads in this World, with these tokens; what our own runs have seen of the versions is said too. */
    public RollbackReader(World world, Tokens tokens, Chronicle chronicle) {
        this.world = world;
        this.tokens = tokens;
        this.chronicle = chronicle;
    }

    /** Asks the servers of all targets in parallel; answers in the given order. */
    public CompletableFuture<List<RollbackTargets>> read(List<ReadyTarget> targets) {
        return InOrder.all(world, targets.stream().map(this::read).toList());
    }

    private CompletableFuture<RollbackTargets> read(ReadyTarget ready) {
        ResolvedTarget target = ready.target();
        try {
            ServerClient client = new ServerClient(world, target.server(), tokens.token(ready), CALL_TIMEOUT);
            CompletableFuture<Optional<AppStatus>> status = client.status(target.name());
            CompletableFuture<List<PastDeployment>> past = client.history().list(target.name());
            return status.thenCombine(past, (now, kept) -> answer(target, versions(now, kept), Optional.empty()))
                    .exceptionally(failure -> answer(
                            target,
                            List.of(),
                            Optional.of(String.valueOf(InOrder.cause(failure).getMessage()))));
        } catch (HaloyException e) {
            return CompletableFuture.completedFuture(
                    answer(target, List.of(), Optional.of(String.valueOf(e.getMessage()))));
        }
    }

    private static RollbackTargets answer(
            ResolvedTarget target, List<RollbackTarget> versions, Optional<String> problem) {
        return new RollbackTargets(target.key(), target.name(), target.server().key(), versions, problem);
    }

    private List<RollbackTarget> versions(Optional<AppStatus> now, List<PastDeployment> kept) {
        Optional<DeploymentId> running =
                now.filter(app -> app.state().equals("running")).map(AppStatus::deploymentId);
        List<RollbackTarget> versions = new ArrayList<>();
        running.ifPresent(id -> versions.add(new RollbackTarget(
                id, Optional.empty(), id.time(), true, Optional.of("it is what runs now"), Optional.empty())));
        kept.stream()
                .filter(each -> running.filter(each.id()::equals).isEmpty())
                .map(each -> version(each))
                .forEach(versions::add);
        versions.sort((a, b) -> b.id().compareTo(a.id()));
        return versions;
    }

    private RollbackTarget version(PastDeployment each) {
        Optional<String> warning = chronicle
                .of(each.id())
                .filter(Chronicle.Entry::isFailed)
                .map(entry -> "it failed in run " + entry.runId());
        Optional<String> obstacle = each.obstacle()
                .or(() -> each.lacksImage() ? Chronicle.Entry.lacking(chronicle.of(each.id())) : Optional.empty());
        return new RollbackTarget(
                each.id(), Optional.of(each.image()), each.id().time(), false, obstacle, warning);
    }
}
