package dev.haloy.deploy;

import dev.haloy.client.DeploymentId;
import dev.haloy.resolve.ResolvedTarget.Strategy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a run is asked to do, without any secret: the beginning of the fold.
 *
 * @param runId the run's id
 * @param targets the targets, in declared order
 * @param globalPre how many global hooks run before
 * @param globalPost how many global hooks run after
 * @param policy how the run behaves
 * @param lookOnly whether it ends after looking, for a plan
 * @param byServer the keys of the targets on each server, in declared order
 */
record RunSpec(
        String runId,
        List<TargetSpec> targets,
        int globalPre,
        int globalPost,
        DeployPolicy policy,
        boolean lookOnly,
        Map<String, List<String>> byServer) {
    RunSpec {
        targets = List.copyOf(targets);
    }

    RunSpec(
            String runId,
            List<TargetSpec> targets,
            int globalPre,
            int globalPost,
            DeployPolicy policy,
            boolean lookOnly) {
        this(runId, targets, globalPre, globalPost, policy, lookOnly, byServer(targets));
    }

    private static Map<String, List<String>> byServer(List<TargetSpec> targets) {
        return targets.stream()
                .collect(Collectors.groupingBy(
                        TargetSpec::server,
                        LinkedHashMap::new,
                        Collectors.mapping(TargetSpec::key, Collectors.toList())));
    }

    /** The keys of the targets on a server, in declared order. */
    List<String> keysOn(String server) {
        return byServer.getOrDefault(server, List.of());
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
     * @param pre how many hooks run before
     * @param post how many hooks run after
     * @param obstacle why it cannot be deployed, known before any server was asked
     * @param pin what must still run there; empty if anything may
     * @param earlier the earlier version it goes back to; empty if it is deployed as configured
     * @param content stands for everything that would be deployed, secrets left out: two targets of one content are the same
     */
    record TargetSpec(
            String key,
            String app,
            String server,
            boolean hasDomains,
            Strategy strategy,
            int replicas,
            int pre,
            int post,
            Optional<String> obstacle,
            Optional<Pin> pin,
            Optional<EarlierVersion> earlier,
            String content) {
        /** The same with the shape of the version that was found to go back to. */
        TargetSpec shapedLike(Fact.Restored found) {
            return new TargetSpec(
                    key,
                    app,
                    server,
                    found.hasDomains(),
                    found.strategy(),
                    found.replicas(),
                    pre,
                    post,
                    obstacle,
                    pin,
                    earlier,
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
