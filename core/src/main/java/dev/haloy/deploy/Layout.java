package dev.haloy.deploy;

import dev.haloy.deploy.RunSpec.TargetSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where the targets of a run are and when their turn is.
 *
 * @param byServer the keys of the targets on each server, in declared order
 * @param waves the keys of the targets of each wave, in declared order
 * @param waveOf the wave of each target, from 0
 */
record Layout(Map<String, List<String>> byServer, List<List<String>> waves, Map<String, Integer> waveOf) {
    static Layout of(List<TargetSpec> targets, Waves waves) {
        Map<String, List<String>> byServer = targets.stream()
                .collect(Collectors.groupingBy(
                        TargetSpec::server,
                        LinkedHashMap::new,
                        Collectors.mapping(TargetSpec::key, Collectors.toList())));
        List<List<String>> dealt =
                waves.deal(targets.stream().map(TargetSpec::key).toList());
        Map<String, Integer> waveOf = new LinkedHashMap<>();
        for (int i = 0; i < dealt.size(); i++) {
            for (String key : dealt.get(i)) {
                waveOf.put(key, i);
            }
        }
        return new Layout(byServer, dealt, waveOf);
    }
}
