package dev.haloy.deploy;

import java.time.Instant;
import java.util.Optional;

/** Something about the gates between waves: the gate after a wave, both counted from 0. */
sealed interface GateFact extends Fact {
    int wave();

    int gate();

    record GateAsked(Instant at, int wave, int gate) implements GateFact {}

    /** A gate has opened, or not, for this reason. */
    record GateAnswered(Instant at, int wave, int gate, Optional<String> refusal) implements GateFact {
        @Override
        public RunState on(RunState state) {
            String name = state.spec().policy().gates().get(gate).name();
            return state.course(run -> run.gateAnswered(name, this));
        }
    }
}
