package dev.haloy.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.deploy.DeployRequest;
import dev.haloy.deploy.DeployResult;
import dev.haloy.deploy.EarlierVersion;
import dev.haloy.deploy.Plan;
import dev.haloy.deploy.Runs;
import dev.haloy.deploy.TargetResult;
import dev.haloy.embedded.fault.Endpoint;
import dev.haloy.embedded.fault.Fault;
import dev.haloy.embedded.fault.FaultRule;
import dev.haloy.embedded.http.SelectorLoop;
import dev.haloy.embedded.script.Behaviour;
import dev.haloy.verdict.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs that are cancelled after each of their events leave nothing behind, and say truthfully how far they have come. */
@Isolated("it counts the threads of the process")
@DisabledOnOs(OS.WINDOWS)
class CancelledAnywhereTest {
    private final SelectorLoop loop = Interruption.loop();

    private static final Set<Thread> BEFORE = new HashSet<>();

    @BeforeAll
    static void others() {
        BEFORE.addAll(Leftovers.threads());
    }

    @AfterAll
    static void no_thread_is_left() {
        Leftovers.areGone(
                "threads",
                () -> Leftovers.threads().stream()
                        .filter(thread -> !BEFORE.contains(thread))
                        .map(Thread::getName)
                        .toList());
    }

    @Test
    void a_deployment_with_hooks_leaves_nothing_behind() {
        everywhere(run -> {}, request -> request);
    }

    @Test
    void a_rollback_leaves_nothing_behind() {
        everywhere(run -> {}, request -> request.goingBackTo(EarlierVersion.previous()));
    }

    @Test
    void a_run_that_takes_back_what_it_did_leaves_nothing_behind() {
        everywhere(run -> run.server.app("api").nextDeployment(Behaviour.failsHealthCheck()), request -> request);
    }

    @ParameterizedTest
    @EnumSource(names = {"VERSION", "STATUS", "SERVER_LOGS", "DEPLOY"})
    void a_question_without_an_answer_is_not_waited_for(Endpoint endpoint) {
        try (Interruption run = new Interruption(loop)) {
            run.server.fault(FaultRule.every(endpoint, Fault.silenceAfterExecution()));
            run.start();
            Leftovers.areGone("no request", () -> isAsked(run, endpoint) ? List.of() : List.of("silence"));

            run.cancel();

            check("cancelled at " + endpoint, run);
        }
    }

    @Test
    void a_plan_nobody_waits_for_asks_no_longer() {
        try (Interruption run = new Interruption(loop)) {
            run.server.fault(FaultRule.every(Endpoint.STATUS, Fault.silence()));
            CompletableFuture<Plan> plan = run.plan();
            Leftovers.areGone("no request", () -> isAsked(run, Endpoint.STATUS) ? List.of() : List.of("silence"));

            plan.cancel(true);

            Leftovers.areGone("connections", run::connections);
        }
    }

    private static boolean isAsked(Interruption run, Endpoint endpoint) {
        return run.server.requests().stream().anyMatch(request -> Endpoint.of(request.target()) == endpoint);
    }

    private void everywhere(Consumer<Interruption> setUp, UnaryOperator<DeployRequest> job) {
        int all = new Round(setUp, job, List.of(Integer.MAX_VALUE)).check();
        List<Integer> each = new ArrayList<>();
        for (int event = 1; event <= all; event++) {
            each.add(event);
        }
        new Round(setUp, job, each).check();
    }

    /** Runs beside each other, each of which ends after another event. */
    private final class Round {
        private final List<Interruption> runs = new ArrayList<>();
        private final List<Integer> ends;

        Round(Consumer<Interruption> setUp, UnaryOperator<DeployRequest> job, List<Integer> ends) {
            this.ends = ends;
            for (int end : ends) {
                Interruption run = new Interruption(loop).job(job);
                setUp.accept(run);
                runs.add(run.cancelledAfter(end));
            }
        }

        /** How many events the longest had. */
        int check() {
            try {
                for (int i = 0; i < runs.size(); i++) {
                    CancelledAnywhereTest.check("cancelled after event " + ends.get(i), runs.get(i));
                }
                return runs.stream().mapToInt(Interruption::events).max().orElse(0);
            } finally {
                runs.forEach(Interruption::close);
            }
        }
    }

    private static void check(String when, Interruption run) {
        DeployResult result = run.result();
        Leftovers.areGone(when + ", programs", () -> Leftovers.processes(Interruption.SLEEPER));
        Leftovers.areGone(when + ", connections", run::connections);
        Leftovers.areGone(when + ", timers", run::timers);
        for (TargetResult target : result.targets()) {
            check(when + ": " + target, run, target);
        }
        assertThat(new Runs(run.world.runs()).get(result.runId()).outcomes())
                .as(when + ", journal")
                .allSatisfy((key, outcome) ->
                        assertThat(outcome).isEqualTo(result.target(key).outcome()));
    }

    private static void check(String when, Interruption run, TargetResult target) {
        List<String> sent = run.server.requests().stream()
                .filter(request -> request.method().equals("POST"))
                .filter(request -> request.json("/targetConfig/name")
                        .or(() -> request.json("/newTargetConfig/name"))
                        .filter(target.app()::equals)
                        .isPresent())
                .map(request -> request.json("/deploymentID")
                        .or(() -> request.json("/newDeploymentID"))
                        .orElseThrow())
                .toList();
        String running = run.server.running(target.app()).orElseThrow().deploymentId();
        Outcome outcome = target.outcome();
        if (outcome instanceof Outcome.Skipped) {
            assertThat(sent).as(when).isEmpty();
        } else if (outcome instanceof Outcome.Deployed deployed) {
            assertThat(running).as(when).isEqualTo(deployed.id().value());
        } else if (outcome instanceof Outcome.Failed failed
                && !failed.nowRunning().isEmpty()) {
            assertThat(failed.nowRunning().toString()).as(when).contains(running);
        } else if (outcome instanceof Outcome.RolledBack back) {
            assertThat(running).as(when).isEqualTo(back.to().value());
        } else if (outcome instanceof Outcome.Unknown unknown) {
            assertThat(unknown.howToFindOut()).as(when).isNotBlank();
        }
    }
}
