package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.deploy.HookRef.Stage;
import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.script.Behaviour;
import dev.haloy.verdict.Outcome;
import dev.haloy.verdict.Outcome.Phase;
import dev.haloy.world.RunStore;
import dev.haloy.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Hooks in code of runs whose process dies. */
class ResumedHooksTest {
    private static final String TWO = """
            {image: "shop:v2", server: prod.example.com, targets: {web: {}, api: {}}}
            """;

    private final List<String> done = new ArrayList<>();
    private final List<DeployEvent> events = new ArrayList<>();

    private List<Hook> hooks(RunStore store) {
        return Stream.of(
                        Hook.globalPreDeploy("freeze", at -> done.add("freeze")),
                        Hook.preDeploy("dump", at -> done.add("dump " + at.target())),
                        Hook.postDeploy("smoke", at -> done.add("smoke " + at.target())),
                        Hook.onFailure("page", at -> done.add("page " + at.target())),
                        Hook.onRollback("tell", at -> done.add("tell " + at.target())),
                        Hook.globalPostDeploy("announce", at -> done.add("announce")))
                .map(hook -> hook.on(task -> runIfAnnounced(hook, store, task)))
                .toList();
    }

    /** A process that has died between two lines of its journal starts nothing any more. */
    private static void runIfAnnounced(Hook hook, RunStore store, Runnable task) {
        List<String> journal = store.lines(store.runIds().get(0));
        String last = journal.get(journal.size() - 1);
        if (last.contains("HookIntended") && last.contains("\"code\":\"" + hook.name() + "\"")) {
            task.run();
        }
    }

    @Test
    void no_hook_runs_twice_wherever_the_process_dies() {
        int lines = dieAt(1_000_000, true).lines();
        assertThat(done).contains("freeze", "dump web", "smoke web", "page api", "tell web");
        for (int last = 1; last < lines; last++) {
            done.clear();
            dieAt(last, true);
            assertThat(done).as("died after line %s", last).doesNotHaveDuplicates();
        }
    }

    @Test
    void what_was_running_after_the_end_of_a_target_is_named_and_not_run_again() {
        int line = lineOf(Stage.ON_FAILURE);
        done.clear();
        events.clear();

        dieAt(line, true);

        assertThat(events)
                .filteredOn(DeployEvent.Warned.class::isInstance)
                .extracting(event -> ((DeployEvent.Warned) event).message())
                .anySatisfy(message ->
                        assertThat(message).startsWith("on_failure 'page' was running when the run was interrupted"));
        assertThat(done).doesNotHaveDuplicates();
    }

    @Test
    void a_process_that_was_not_given_a_hook_says_so_and_sends_nothing_in_its_place() {
        DeployResult beforeAll = dieAt(lineOf(Stage.GLOBAL_PRE) - 1, false).result();
        DeployResult beforeWeb = dieAt(lineOf(Stage.PRE) - 1, false).result();

        assertThat(beforeAll.runProblems())
                .containsExactly("global_pre_deploy 'freeze' is code that this process was not given");
        Outcome.Failed failed = (Outcome.Failed) beforeWeb.target("web").outcome();
        assertThat(failed.phase()).isEqualTo(Phase.PRE_DEPLOY);
        assertThat(failed.reason()).isEqualTo("pre_deploy 'dump' is code that this process was not given");
    }

    /** The line of the journal that announces the first hook of this place. */
    private int lineOf(Stage stage) {
        List<String> journal = dieAt(1_000_000, true).journal();
        for (int i = 0; i < journal.size(); i++) {
            if (journal.get(i).contains("HookIntended") && journal.get(i).contains("\"stage\":\"" + stage + "\"")) {
                return i + 1;
            }
        }
        throw new AssertionError("no hook of " + stage + " in " + journal);
    }

    private record Death(List<String> journal, DeployResult result) {
        int lines() {
            return journal.size();
        }
    }

    /** Lets the process die when the journal has this many lines, and resumes it, with the hooks or without. */
    private Death dieAt(int lastLine, boolean hooked) {
        try (Rollout rollout = Rollout.of(TWO)) {
            EmbeddedHaloyd prod = rollout.server("prod.example.com");
            prod.app("web").running("v1");
            prod.app("api").running("v1").nextDeployment(Behaviour.imageMissing());
            DeployPolicy policy =
                    DeployPolicy.builder().onFailure(OnFailure.ROLL_BACK_ALL).build();
            RunStore store = RunStore.inMemory();
            MortalWorld mortal = new MortalWorld(rollout.world, store, lastLine);
            var run = new Deployer(mortal.world(), rollout.anyToken(), policy, event -> {})
                    .withHooks(hooks(store))
                    .deploy(rollout.request());
            for (int i = 0; i < 3000 && !mortal.isDead() && !run.isDone(); i++) {
                rollout.time.advance(Duration.ofMillis(100));
            }
            String runId = store.runIds().get(0);
            if (!mortal.isDead()) {
                return new Death(store.lines(runId), run.join());
            }
            World reborn = rollout.world.but().runs(store).ownLanes().build();
            DeployResult result =
                    rollout.world.await(new Deployer(reborn, rollout.anyToken(), DeployPolicy.ofDefaults(), events::add)
                            .withHooks(hooked ? hooks(store) : List.of())
                            .resume(rollout.request(), runId));
            return new Death(store.lines(runId), result);
        }
    }
}
