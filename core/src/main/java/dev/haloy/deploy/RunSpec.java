package dev.haloy.deploy;

import dev.haloy.client.DeploymentId;
import dev.haloy.deploy.HookRef.Stage;
import dev.haloy.resolve.ResolvedTarget.Strategy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a run is asked to do, without any secret: the beginning of the fold.
 *
 * @param runId the run's id
 * @param targets the targets, in declared order
 * @param hooks the hooks around everything
 * @param policy how the run behaves
 * @param lookOnly whether it ends after looking, for a plan
 * @param locked whether each target needs its lock
 * @param layout where the targets are and when their turn is
 */
record RunSpec(
        String runId,
        List<TargetSpec> targets,
        HookLists hooks,
        DeployPolicy policy,
        boolean lookOnly,
        boolean locked,
        Layout layout) {
    RunSpec {
        targets = List.copyOf(targets);
    }

    RunSpec(String runId, List<TargetSpec> targets, HookLists hooks, DeployPolicy policy, boolean lookOnly) {
        this(runId, targets, hooks, policy, lookOnly, false, Layout.of(targets, policy.waves()));
    }

    /** The same without anything but looking on. */
    RunSpec onlyFollowing() {
        List<TargetSpec> bare = targets.stream().map(TargetSpec::withoutHooks).toList();
        return new RunSpec(runId, bare, HookLists.NONE, onlyFollowing(policy), lookOnly);
    }

    private static DeployPolicy onlyFollowing(DeployPolicy policy) {
        return DeployPolicy.builder(policy)
                .onFailure(OnFailure.KEEP_GOING)
                .waves(Waves.none())
                .gates(List.of())
                .failureBudget(OptionalInt.empty())
                .waveFailureBudget(OptionalInt.empty())
                .runDeadline(Optional.empty())
                .detach(false)
                .build();
    }

    /** The same with the hooks in code of the run that it goes on with, here and at every target. */
    RunSpec withCodeOf(RunSpec began) {
        Map<String, HookLists> then = new LinkedHashMap<>();
        began.targets.forEach(target -> then.put(target.key(), target.hooks()));
        List<TargetSpec> changed = targets.stream()
                .map(target ->
                        target.hookedBy(target.hooks().withCodeOf(then.getOrDefault(target.key(), target.hooks()))))
                .toList();
        return new RunSpec(runId, changed, hooks.withCodeOf(began.hooks), policy, lookOnly, locked, layout);
    }

    /** How many hooks run before everything. */
    int globalPre() {
        return hooks.count(Stage.GLOBAL_PRE);
    }

    /** How many hooks run after everything. */
    int globalPost() {
        return hooks.count(Stage.GLOBAL_POST);
    }

    /** The same with or without locks. */
    RunSpec locked(boolean each) {
        return new RunSpec(runId, targets, hooks, policy, lookOnly, each, layout);
    }

    /** The keys of the targets on a server, in declared order. */
    List<String> keysOn(String server) {
        return layout.byServer().getOrDefault(server, List.of());
    }

    /**
     * What the rules need to know of a target.
     *
     * @param key the target's key
     * @param app the app
     * @param server the server's key
     * @param hasDomains whether the server's proxy leads to it
     * @param strategy how containers are replaced
     * @param replicas how many containers
     * @param hooks the hooks around it
     * @param obstacle why it cannot be deployed, known before any server was asked
     * @param pin what must still run there; empty if anything may
     * @param image what is built for it, if anything is
     * @param earlier the earlier version it goes back to; empty if it is deployed as configured
     * @param means how it could be rolled back once it is deployed, as far as the configuration tells
     * @param content stands for everything that would be deployed, secrets left out: two targets of one content are the same
     */
    record TargetSpec(
            String key,
            String app,
            String server,
            boolean hasDomains,
            Strategy strategy,
            int replicas,
            HookLists hooks,
            Optional<String> obstacle,
            Optional<Pin> pin,
            Optional<ImageSpec> image,
            Optional<EarlierVersion> earlier,
            WayBack.Means means,
            String content) {
        /** Before the key of a target that takes another one back. */
        private static final String UNDO = "\u21a9 ";

        /** The target that takes this one back, to what ran before or to nothing, unless anybody but this run has deployed since. */
        TargetSpec undoing(Optional<DeploymentId> before, Optional<DeploymentId> own) {
            return new TargetSpec(
                    undoing(key),
                    app,
                    server,
                    hasDomains,
                    strategy,
                    replicas,
                    hooks.afterwards(),
                    Optional.empty(),
                    Optional.of(new Pin(own, content)),
                    Optional.empty(),
                    before.map(EarlierVersion::of),
                    WayBack.Means.NOT_NEEDED,
                    content);
        }

        /** Whether it takes another target of the run back. */
        boolean undoes() {
            return key.startsWith(UNDO);
        }

        /** Whether it takes a first deployment back, so that nothing is left of it. */
        boolean removes() {
            return undoes() && earlier.isEmpty();
        }

        static String undoing(String key) {
            return UNDO + key;
        }

        /** The key in the configuration. */
        static String written(String key) {
            return key.startsWith(UNDO) ? key.substring(UNDO.length()) : key;
        }

        /** The same with the shape of the version that was found to go back to. */
        TargetSpec shapedLike(Fact.Restored found) {
            return new TargetSpec(
                    key,
                    app,
                    server,
                    found.hasDomains(),
                    found.strategy(),
                    found.replicas(),
                    hooks,
                    obstacle,
                    pin,
                    image,
                    earlier,
                    means,
                    content);
        }

        /** How many hooks run before. */
        int pre() {
            return hooks.count(Stage.PRE);
        }

        /** How many hooks run after. */
        int post() {
            return hooks.count(Stage.POST);
        }

        /** One of its hooks. */
        HookRef hook(Stage stage, int index) {
            return hooks.ref(Optional.of(key), stage, index);
        }

        TargetSpec withoutHooks() {
            return hookedBy(HookLists.NONE);
        }

        TargetSpec hookedBy(HookLists other) {
            return new TargetSpec(
                    key,
                    app,
                    server,
                    hasDomains,
                    strategy,
                    replicas,
                    other,
                    obstacle,
                    pin,
                    image,
                    earlier,
                    means,
                    content);
        }
    }

    /**
     * What a plan saw.
     *
     * @param id the newest deployment then; empty if there was none
     * @param content what would have been deployed then
     */
    record Pin(Optional<DeploymentId> id, String content) {}
}
