package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.deploy.Gate.Answer;
import dev.haloy.verdict.Outcome;
import dev.haloy.verdict.Outcome.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A random rollout under a random policy, and what must be true of the policy. */
final class PolicyScenario implements AutoCloseable {
    private final long seed;
    private final SplittableRandom random;
    private final Scenario scenario;
    private final DeployPolicy policy;
    private final Set<String> failing = new LinkedHashSet<>();

    PolicyScenario(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed * 31 + 7);
        this.scenario = new Scenario(seed, random.nextBoolean());
        this.policy = policy();
        scenario.rollout.policy(policy);
        hooks();
    }

    /** Every target has hooks of its own, some of which fail. */
    private void hooks() {
        String hooked = scenario.rollout
                .yaml()
                .replaceAll("(app\\d): \\{", "$1: {pre_deploy: [pre-$1], post_deploy: [post-$1], ");
        scenario.rollout.yaml(hooked + "global_post_deploy: [announce]\n");
        for (String key : scenario.servers().keySet()) {
            for (String hook : List.of("pre-" + key, "post-" + key)) {
                if (random.nextInt(12) == 0) {
                    failing.add(hook);
                    scenario.rollout.processes.fail(hook, 1);
                }
            }
        }
    }

    /** A runner that keeps to another policy than it was given. */
    PolicyScenario keepingTo(UnaryOperator<DeployPolicy.Builder> other) {
        scenario.rollout.policy(other.apply(DeployPolicy.builder(policy)).build());
        return this;
    }

    /** A runner that does something else. */
    PolicyScenario but(Consumer<Rollout> other) {
        other.accept(scenario.rollout);
        return this;
    }

    /** The hooks that end badly. */
    Set<String> failing() {
        return failing;
    }

    private DeployPolicy policy() {
        OnFailure[] reactions = OnFailure.values();
        DeployPolicy.Builder builder = DeployPolicy.builder(scenario.rollout.policy())
                .onFailure(reactions[random.nextInt(reactions.length)])
                .allowFirstDeployments(random.nextBoolean())
                .maxParallelServers(1 + random.nextInt(2))
                .waves(
                        switch (random.nextInt(4)) {
                            case 0 -> Waves.of("1", "rest");
                            case 1 -> Waves.of("30%", "30%", "rest");
                            case 2 -> Waves.of("1", "1", "1", "1", "1");
                            default -> Waves.none();
                        });
        for (int gates = random.nextInt(3); gates > 0; gates--) {
            builder.addGates(gate());
        }
        if (random.nextInt(3) == 0) {
            builder.failureBudget(random.nextInt(3));
        }
        if (random.nextInt(3) == 0) {
            builder.waveFailureBudget(random.nextInt(2));
        }
        if (random.nextInt(3) == 0) {
            builder.runDeadline(Duration.ofSeconds(1 + random.nextInt(90)));
        }
        return builder.build();
    }

    private Gate gate() {
        return switch (random.nextInt(8)) {
            case 0 -> Gate.when("refusing", context -> false);
            case 1 ->
                Gate.when("broken", context -> {
                    throw new IllegalStateException("no metrics");
                });
            case 2 ->
                Gate.asking("silent", context -> new CompletableFuture<Answer>())
                        .within(Duration.ofSeconds(20));
            case 3, 4 -> Gate.soak(Duration.ofSeconds(1 + random.nextInt(20)));
            default -> Gate.when("open", context -> true);
        };
    }

    /** Runs it with the real engine, and checks what it said and did. */
    DeployResult run() {
        DeployResult result = scenario.run();
        wavesInOrder();
        budgetsKept(result);
        limitKept();
        replayed(result);
        courseKept(result);
        return result;
    }

    private void courseKept(DeployResult result) {
        CourseChecks checks = new CourseChecks(scenario.rollout.events, scenario.servers(), this::replay);
        checks.inOrder(policy.maxParallelServers());
        Set<String> sent = contents().facts().stream()
                .filter(Fact.PostIntended.class::isInstance)
                .map(fact -> ((Fact.PostIntended) fact).target())
                .collect(Collectors.toSet());
        checks.nothingAfterFailedHooks(failing, sent, result);
    }

    private String replay() {
        return "seed " + seed + " (replay: mvn -o -pl core -am test -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dtest=PolicySimulationTest -Dhaloy.policy.seed=" + seed + ") under " + policy + ":\n"
                + String.join("\n", scenario.journal());
    }

    /** The place among all events of the first event of a kind about each target. */
    private <E extends DeployEvent> Map<String, Integer> first(Class<E> kind) {
        List<DeployEvent> events = scenario.rollout.events;
        Map<String, Integer> places = new LinkedHashMap<>();
        for (int i = 0; i < events.size(); i++) {
            int place = i;
            if (kind.isInstance(events.get(i))) {
                events.get(i).target().ifPresent(key -> places.putIfAbsent(key, place));
            }
        }
        return places;
    }

    /** Nothing of a wave begins before every target of the waves before has its outcome and every gate between has opened. */
    private void wavesInOrder() {
        Map<String, Integer> started = first(DeployEvent.TargetStarted.class);
        Map<String, Integer> finished = first(DeployEvent.TargetFinished.class);
        List<List<String>> waves = waves();
        for (int later = 1; later < waves.size(); later++) {
            for (String key : waves.get(later)) {
                if (!started.containsKey(key)) {
                    continue;
                }
                int begin = started.get(key);
                waves.subList(0, later).stream()
                        .flatMap(List::stream)
                        .forEach(before -> assertThat(finished.get(before))
                                .as("%s before %s: %s", before, key, replay())
                                .isNotNull()
                                .isLessThan(begin));
                for (int wave = 1; wave <= later; wave++) {
                    assertThat(opened(wave, begin))
                            .as("gates after wave %s before %s: %s", wave, key, replay())
                            .isEqualTo(policy.gates().size());
                }
            }
        }
    }

    private long opened(int wave, int before) {
        return scenario.rollout.events.stream()
                .limit(before)
                .filter(DeployEvent.GateFinished.class::isInstance)
                .map(DeployEvent.GateFinished.class::cast)
                .filter(gate -> gate.wave() == wave && gate.problem().isEmpty())
                .count();
    }

    private List<List<String>> waves() {
        return contents().spec().layout().waves();
    }

    private RunJournal.Contents contents() {
        return RunJournal.read(
                scenario.rollout.world.runs(),
                scenario.rollout.world.runs().runIds().get(0),
                DeployPolicy.ofDefaults());
    }

    /** Nothing begins once too many have failed; and only then, or when a gate refused, anything is left out. */
    private void budgetsKept(DeployResult result) {
        Optional<Integer> passed = passed();
        first(DeployEvent.TargetStarted.class)
                .forEach((key, place) -> assertThat(passed.filter(moment -> moment < place))
                        .as("%s began after too many had failed: %s", key, replay())
                        .isEmpty());
        boolean stopped = passed.isPresent() || !result.runProblems().isEmpty();
        assertThat(result.targets())
                .as("stopped early although not too many had failed: %s", replay())
                .noneMatch(target -> !stopped && target.outcome().equals(new Outcome.Skipped(Reason.STOPPED_EARLY)));
    }

    /** The place of the event by which too many targets had failed. */
    private Optional<Integer> passed() {
        Map<Integer, Integer> inWave = new LinkedHashMap<>();
        int all = 0;
        for (Map.Entry<String, Integer> end :
                first(DeployEvent.TargetFinished.class).entrySet()) {
            DeployEvent.TargetFinished event = (DeployEvent.TargetFinished) scenario.rollout.events.get(end.getValue());
            if (isTrouble(event.outcome())) {
                int wave = contents().spec().layout().waveOf().get(end.getKey());
                all++;
                if (tooMany(all, inWave.merge(wave, 1, Integer::sum))) {
                    return Optional.of(end.getValue());
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isTrouble(Outcome outcome) {
        return !(outcome instanceof Outcome.Deployed || outcome instanceof Outcome.Skipped);
    }

    private boolean tooMany(int inRun, int inWave) {
        OptionalInt run = policy.failureBudget();
        OptionalInt wave = policy.waveFailureBudget();
        if (run.isEmpty() && wave.isEmpty()) {
            return policy.onFailure() != OnFailure.KEEP_GOING;
        }
        return (run.isPresent() && inRun > run.getAsInt()) || (wave.isPresent() && inWave > wave.getAsInt());
    }

    /** After the limit nothing is begun, and the run ends when a last call may have been answered. */
    private void limitKept() {
        if (policy.runDeadline().isEmpty()) {
            return;
        }
        Instant limit = moments(DeployEvent.RunStarted.class)
                .findFirst()
                .orElseThrow()
                .plus(policy.runDeadline().get());
        assertThat(contents().facts().stream()
                        .filter(fact -> fact.isIntent() || fact instanceof GateFact.GateAsked)
                        .filter(fact -> !fact.at().isBefore(limit)))
                .as("begun after the limit: %s", replay())
                .isEmpty();
        assertThat(moments(DeployEvent.RunFinished.class).findFirst().orElseThrow())
                .as("over too late: %s", replay())
                .isBeforeOrEqualTo(limit.plus(policy.callTimeout()));
    }

    private <E extends DeployEvent> Stream<Instant> moments(Class<E> kind) {
        return scenario.rollout.told(kind).map(DeployEvent::at);
    }

    /** The journal alone leads to the same outcomes. */
    private void replayed(DeployResult result) {
        RunSummary summary = new Runs(scenario.rollout.world.runs()).get(result.runId());
        result.targets()
                .forEach(target ->
                        assertThat(summary.outcomes()).as(replay()).containsEntry(target.target(), target.outcome()));
    }

    @Override
    public void close() {
        scenario.close();
    }
}
