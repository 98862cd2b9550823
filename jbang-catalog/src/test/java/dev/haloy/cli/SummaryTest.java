package dev.haloy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.client.DeploymentId;
import dev.haloy.deploy.DeployResult;
import dev.haloy.deploy.TargetResult;
import dev.haloy.verdict.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static final Outcome DEPLOYED =
            new Outcome.Deployed(new DeploymentId("new"), 3, Instant.parse("2026-11-24T12:00:00Z"));
    private static final Outcome FAILED = new Outcome.Failed(
            Outcome.Phase.SERVER,
            "not healthy\u001b[0m",
            List.of(new DeploymentId("old")),
            List.of("boot", "crash\u0007"));
    private static final Outcome UNKNOWN = new Outcome.Unknown("the stream broke", "look at the server");

    @Test
    void one_verdict_per_target_and_a_last_line_that_says_it_all() {
        assertThat(lines(true, DEPLOYED, FAILED))
                .containsExactly(
                        "",
                        "  TARGET  SERVER          TOOK  VERDICT",
                        "+ t0      s0.example.com  6.0s  deployed: new, 3 containers running",
                        "x t1      s1.example.com  6.0s  failed: on the server: not healthy\\u001b[0m; now running old",
                        "",
                        "x 1 of 2 targets run their new version (6.0s)",
                        "  inconsistent: t0 new, t1 unclear");
    }

    @Test
    void shows_what_containers_printed_if_the_logs_did_not() {
        assertThat(lines(false, FAILED))
                .contains("What the containers of t0 printed last:", "| boot", "| crash\\u0007");
    }

    @Test
    void an_unknown_outcome_is_no_success_and_says_how_to_find_out() {
        assertThat(lines(true, DEPLOYED, UNKNOWN))
                .contains("? 1 of 2 targets run their new version (6.0s)")
                .contains("  find out about t1: haloy status --target t1");
    }

    @Test
    void protected_targets_do_not_count() {
        assertThat(lines(true, DEPLOYED, new Outcome.Skipped(Outcome.Reason.PROTECTED)))
                .contains("+ 1 of 1 target runs its new version (6.0s)");
    }

    private static List<String> lines(boolean logs, Outcome... outcomes) {
        List<TargetResult> targets = new java.util.ArrayList<>();
        for (Outcome outcome : outcomes) {
            int n = targets.size();
            targets.add(new TargetResult("t" + n, "app", "s" + n + ".example.com", outcome, Duration.ofSeconds(6)));
        }
        return new Summary(Style.PLAIN, logs, target -> "haloy status --target " + target, Aim.DEPLOY)
                .lines(new DeployResult("run", targets, List.of(), false, Duration.ofSeconds(6)));
    }
}
