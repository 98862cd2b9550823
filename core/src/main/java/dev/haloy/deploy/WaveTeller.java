package dev.haloy.deploy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Tells of the waves of a run, if there is more than one. */
final class WaveTeller {
    private final Consumer<DeployEvent> listener;

    WaveTeller(Consumer<DeployEvent> listener) {
        this.listener = listener;
    }

    void started(Instant at, Optional<RunState> before, RunState state) {
        List<List<String>> waves = state.spec().layout().waves();
        for (int i = 0; waves.size() > 1 && i < waves.size(); i++) {
            List<String> wave = waves.get(i);
            if (isStarted(state, wave)
                    && !before.filter(then -> isStarted(then, wave)).isPresent()) {
                listener.accept(new DeployEvent.WaveStarted(at, i + 1, waves.size(), wave));
            }
        }
    }

    void finished(Instant at, Optional<RunState> before, RunState state) {
        List<List<String>> waves = state.spec().layout().waves();
        for (int i = 0; waves.size() > 1 && i < waves.size(); i++) {
            List<String> wave = waves.get(i);
            if (isFinished(state, wave)
                    && !before.filter(then -> isFinished(then, wave)).isPresent()) {
                listener.accept(new DeployEvent.WaveFinished(at, i + 1, waves.size(), troubled(state, wave)));
            }
        }
    }

    static DeployEvent about(GateFact fact, RunState state) {
        String name = state.spec().policy().gates().get(fact.gate()).name();
        return fact instanceof GateFact.GateAnswered answered
                ? new DeployEvent.GateFinished(fact.at(), fact.wave() + 1, name, answered.refusal())
                : new DeployEvent.GateStarted(fact.at(), fact.wave() + 1, name);
    }

    private static boolean isStarted(RunState state, List<String> wave) {
        return wave.stream()
                .flatMap(key -> state.target(key).stream())
                .anyMatch(target -> target.startedAt.isPresent());
    }

    private static boolean isFinished(RunState state, List<String> wave) {
        return isStarted(state, wave)
                && wave.stream().flatMap(key -> state.target(key).stream()).allMatch(TargetState::isDecided);
    }

    private static List<String> troubled(RunState state, List<String> wave) {
        return wave.stream()
                .filter(key -> state.target(key)
                        .flatMap(target -> target.outcome)
                        .filter(Outcomes::isTrouble)
                        .isPresent())
                .toList();
    }
}
