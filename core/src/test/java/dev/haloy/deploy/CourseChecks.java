package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.verdict.Outcome;
import dev.haloy.verdict.Outcome.Phase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** What must be true of the course of every run: its order, how much goes on at once, and that nothing follows a hook that failed. */
final class CourseChecks {
    private final List<DeployEvent> events;
    private final Map<String, String> servers;
    private final Supplier<String> replay;

    /**
     * Checks of what was told.
     *
     * @param servers the server of each target, in declared order
     * @param replay how to see it once more
     */
    CourseChecks(List<DeployEvent> events, Map<String, String> servers, Supplier<String> replay) {
        this.events = events;
        this.servers = servers;
        this.replay = replay;
    }

    /** Targets of a server begin in declared order, each when the one before has ended; and not on too many servers at once. */
    void inOrder(int mostServers) {
        Map<String, String> busy = new LinkedHashMap<>();
        Map<String, List<String>> begun = new LinkedHashMap<>();
        for (DeployEvent event : events) {
            if (event instanceof DeployEvent.TargetStarted started) {
                String key = started.target().orElseThrow();
                String other = busy.put(started.server(), key);
                assertThat(other)
                        .as("%s began beside it: %s", key, replay.get())
                        .isNull();
                assertThat(busy.size()).as("servers at once: %s", replay.get()).isLessThanOrEqualTo(mostServers);
                List<String> before = begun.computeIfAbsent(started.server(), any -> new ArrayList<>());
                if (!before.contains(key)) {
                    before.add(key);
                }
            } else if (event instanceof DeployEvent.TargetFinished finished) {
                busy.values().remove(finished.target().orElseThrow());
            }
        }
        begun.forEach((server, order) -> assertThat(order)
                .as("order on %s: %s", server, replay.get())
                .containsExactlyElementsOf(
                        servers.keySet().stream().filter(order::contains).toList()));
    }

    /** Nothing is sent and no hook runs for a target whose hook has failed; and the last hooks run after good ends only. */
    void nothingAfterFailedHooks(Set<String> failing, Set<String> sent, DeployResult result) {
        Set<String> failed = new HashSet<>();
        for (DeployEvent event : events) {
            if (!(event instanceof DeployEvent.HookStarted hook)) {
                continue;
            }
            String key = hook.target().orElse("");
            assertThat(failed).as("%s after a failure: %s", hook, replay.get()).doesNotContain(key);
            if (failing.contains(hook.command())) {
                failed.add(key);
                assertThat(hook.hook().equals("pre_deploy") && sent.contains(key))
                        .as("sent although %s failed: %s", hook, replay.get())
                        .isFalse();
            }
            if (hook.hook().equals("post_deploy")) {
                assertThat(wasGood(result.target(key).outcome()))
                        .as("%s after a failure: %s", hook, replay.get())
                        .isTrue();
            } else if (hook.hook().equals("global_post_deploy")) {
                assertThat(result.targets()).as("%s: %s", hook, replay.get()).allMatch(TargetResult::isDeployed);
            }
        }
    }

    /** Whether the server may have had the new version when the last hooks began. */
    private static boolean wasGood(Outcome outcome) {
        if (outcome instanceof Outcome.RolledBack back) {
            return isAfterwards(back.because());
        } else if (outcome instanceof Outcome.Removed removed) {
            return isAfterwards(removed.because());
        } else if (outcome instanceof Outcome.Failed failed) {
            return isAfterwards(failed) || failed.reason().startsWith("rolling back failed");
        }
        return !(outcome instanceof Outcome.Skipped);
    }

    private static boolean isAfterwards(Outcome.Failed failed) {
        return failed.phase() == Phase.POST_DEPLOY || failed.phase() == Phase.RUN;
    }
}
