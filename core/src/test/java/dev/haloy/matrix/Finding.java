package dev.haloy.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.deploy.DeployResult;
import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.script.Fate;
import dev.haloy.verdict.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a run said, and what the server knows. */
record Finding(DeployResult result, List<String> sent, List<Fate> fates, List<String> running) {
    static Finding of(DeployResult result, EmbeddedHaloyd server) {
        List<String> sent = new ArrayList<>();
        server.requests().stream()
                .filter(request -> request.method().equals("POST"))
                .forEach(request -> request.json("/deploymentID")
                        .or(() -> request.json("/newDeploymentID"))
                        .ifPresent(sent::add));
        List<String> running = server.running("shop").stream()
                .map(version -> version.deploymentId())
                .toList();
        return new Finding(result, sent, sent.stream().map(server::fate).toList(), running);
    }

    /** What was said, in a word or two. */
    String said() {
        Outcome outcome = outcome();
        if (outcome instanceof Outcome.Failed failed) {
            return switch (failed.phase()) {
                case PREFLIGHT -> "not sent";
                case REQUEST -> "not taken";
                case TRANSFER -> "image not sent";
                default -> "failed";
            };
        }
        return outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private Outcome outcome() {
        return result.targets().get(0).outcome();
    }

    /** Holds what was said against what is. */
    void check(String where) {
        String what = where + ": " + outcome() + ", sent " + sent + ", fates " + fates + ", running " + running;
        long started = fates.stream().filter(fate -> fate != Fate.NEVER_STARTED).count();
        assertThat(started).as("%s; deployed more than once", what).isLessThanOrEqualTo(1);
        assertThat(running).as("%s; nothing runs any more", what).isNotEmpty();
        if (outcome() instanceof Outcome.Deployed deployed) {
            assertThat(running).as(what).containsExactly(deployed.id().value());
            assertThat(fates).as(what).contains(Fate.RUNNING);
            assertThat(sent).as(what).contains(deployed.id().value());
        } else if (outcome() instanceof Outcome.Failed failed) {
            assertThat(fates).as("%s; called failed although it runs", what).doesNotContain(Fate.RUNNING);
            if (failed.phase() == Outcome.Phase.PREFLIGHT || failed.phase() == Outcome.Phase.TRANSFER) {
                assertThat(sent).as(what).isEmpty();
            }
        }
    }
}
